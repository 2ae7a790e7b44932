package io.niteru.app.node;

import io.niteru.plugin.NiteruPlugin;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opensearch.Version;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.common.transport.TransportAddress;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * A single-node OpenSearch with Niteru's plugin, in this process. Reached only through its REST
 * API. Several may run in one process, on folders of their own. {@link #close} may be called from
 * any thread, more than once.
 */
public final class EmbeddedNode implements Closeable {
  private static final long STOP_SECONDS = 10;

  /** For threads that are left when all is closed: they end with the process. */
  private static final long LAST_SECONDS = 1;

  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final List<Class<? extends Plugin>> PLUGINS =
      List.of(
          Netty4ModulePlugin.class,
          PainlessModulePlugin.class,
          ReindexModulePlugin.class,
          NiteruPlugin.class);

  private final DataFolder folder;
  private final Node node;
  private final URI url;
  private volatile boolean stopping;
  private volatile boolean closed;

  private EmbeddedNode(DataFolder folder, Node node, URI url) {
    this.folder = folder;
    this.node = node;
    this.url = url;
  }

  /**
   * Starts a node and returns when it answers requests.
   *
   * @throws IOException if the data folder or the port is taken, or cannot be used
   */
  public static EmbeddedNode start(NodeConfig config) throws IOException {
    DataFolder folder = DataFolder.take(config.data());
    Node node = null;
    try {
      for (String host : config.hosts()) {
        requireFreePort(host, config.httpPort());
      }
      NodeLog.writeTo(folder.subfolder("logs"));
      node = new ClasspathNode(environment(folder, config));
      node.start();
      return new EmbeddedNode(folder, node, url(node));
    } catch (NodeValidationException e) {
      closeAfter(e, node, folder);
      throw new IOException(e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      closeAfter(e, node, folder);
      throw e;
    }
  }

  /** Where the REST API answers, e.g. {@code http://127.0.0.1:9200}. */
  public URI url() {
    return url;
  }

  /**
   * Returns when all indexes can be searched, or some still cannot after a while: right after a
   * start they are being opened, and searches are refused.
   */
  public void awaitShards() {
    node.client()
        .admin()
        .cluster()
        .prepareHealth()
        .setWaitForYellowStatus()
        .setTimeout(TimeValue.timeValueMillis(LONGEST_START.toMillis()))
        .get();
  }

  /**
   * From now on, when this process is told to stop, by Ctrl-C or SIGTERM, that is said at once and
   * the node is closed before the process ends. A second Ctrl-C does not wait for that.
   *
   * @param err where it is said
   */
  public void closeWithProcess(PrintWriter err) {
    CtrlC.listen();
    Runnable stop =
        () -> {
          if (!closed) {
            stopping = true;
            // What is cut short now complains, and those who asked for it are answered.
            NodeLog.quieten();
            err.println("niteru: stopping; nothing acknowledged is lost (Ctrl-C: at once)");
            err.flush();
            closeInTime(err);
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
  }

  /** What was acknowledged is in the translog anyway: nothing is worth a longer wait. */
  private void closeInTime(PrintWriter err) {
    Thread closing = new Thread(() -> closeOrSay(err), "close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(LONGEST_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeOrSay(PrintWriter err) {
    try {
      close(LAST_SECONDS);
    } catch (IOException | RuntimeException e) {
      err.println("niteru: stopping: " + e.getMessage());
      err.flush();
    }
  }

  /** True once the process has been told to stop: what fails now fails for that. */
  public boolean isStopping() {
    return stopping;
  }

  /** Waits for the end of the process. */
  public void awaitStop() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Stops answering, writes what is in memory, and lets go of the data folder. */
  @Override
  public void close() throws IOException {
    close(STOP_SECONDS);
  }

  private void close(long seconds) throws IOException {
    try (folder) {
      node.close();
      node.awaitClose(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
    }
  }

  private static Environment environment(DataFolder folder, NodeConfig config) throws IOException {
    String home = "engine";
    for (String needed : List.of("config", "modules", "plugins")) {
      folder.subfolder(home + "/" + needed);
    }
    Settings settings =
        Settings.builder()
            .put("path.home", folder.subfolder(home))
            .put("path.data", folder.subfolder("data"))
            .put("path.logs", folder.subfolder("logs"))
            .put("cluster.name", config.clusterName())
            .put("node.name", "niteru")
            .put("discovery.type", "single-node")
            .putList("network.host", config.hosts())
            .put("http.port", config.httpPort())
            .put("transport.host", NodeConfig.LOOPBACK)
            .put("transport.port", 0)
            .put("niteru.elasticsearch_compatibility", true)
            // What a merge replaced stays on the disk until the next commit: soon after writes end.
            .put("indices.memory.shard_inactive_time", "30s")
            // It reads clocks and counters of each thread a search runs on: a tenth of its time.
            .put("task_resource_tracking.enabled", false)
            // Clients of this machine ask for packed answers too, and wait longer for them.
            .put("http.compression", !config.hosts().equals(List.of(NodeConfig.LOOPBACK)))
            // There is no second node to keep replicas on.
            .put("cluster.default_number_of_replicas", 0)
            // Percentages of a large disk would stop writes with tens of gigabytes free.
            .put("cluster.routing.allocation.disk.watermark.low", "2gb")
            .put("cluster.routing.allocation.disk.watermark.high", "1gb")
            .put("cluster.routing.allocation.disk.watermark.flood_stage", "512mb")
            .put(Settings.builder().putProperties(config.settings(), key -> key).build())
            .build();
    return InternalSettingsPreparer.prepareEnvironment(
        settings, Map.of(), folder.path().resolve(home).resolve("config"), () -> "niteru");
  }

  /** Asks before the engine does, whose own complaint comes late and long. */
  private static void requireFreePort(String host, int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      throw new IOException("no such address on this machine: " + host, e);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on "
              + host
              + " port "
              + port
              + ": "
              + e.getMessage()
              + "; stop what uses it, or choose another with --http-port",
          e);
    }
  }

  private static URI url(Node node) {
    TransportAddress address =
        node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    return URI.create("http://" + address);
  }

  private static void closeAfter(Exception failure, Closeable... opened) {
    for (Closeable open : opened) {
      try {
        if (open != null) {
          open.close();
        }
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** A node whose plugins are on the class path instead of in folders. */
  private static final class ClasspathNode extends Node {
    ClasspathNode(Environment environment) {
      super(environment, PLUGINS.stream().map(ClasspathNode::info).toList(), true);
    }

    /** Marks log lines with ids that are kept once a process, and fails on a second node in it. */
    @Override
    protected void configureNodeAndClusterIdStateListener(ClusterService clusterService) {}

    private static PluginInfo info(Class<? extends Plugin> plugin) {
      return new PluginInfo(
          plugin.getName(),
          "on the class path",
          Version.CURRENT.toString(),
          Version.CURRENT,
          Integer.toString(Runtime.version().feature()),
          plugin.getName(),
          plugin == NiteruPlugin.class ? List.of(PainlessModulePlugin.class.getName()) : List.of(),
          false);
    }
  }
}
