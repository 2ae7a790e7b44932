package io.niteru.plugin.node;

import io.niteru.plugin.NiteruPlugin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opensearch.Version;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Settings;
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

/** A node of one machine with the plugin, in this process. */
final class TestNode extends Node implements NodeUnderTest {
  private static final long STOP_SECONDS = 10;
  private static final List<Class<? extends Plugin>> PLUGINS =
      List.of(
          Netty4ModulePlugin.class,
          PainlessModulePlugin.class,
          ReindexModulePlugin.class,
          NiteruPlugin.class);

  private TestNode(Environment environment) {
    super(environment, PLUGINS.stream().map(TestNode::info).toList(), true);
  }

  /**
   * Starts a node and returns when it answers requests.
   *
   * @param folder keeps everything
   * @param settings further settings, which win over those made here
   */
  static TestNode start(Path folder, Map<String, String> settings) throws IOException {
    for (String needed : List.of("config", "modules", "plugins")) {
      Files.createDirectories(folder.resolve(needed));
    }
    Settings all =
        Settings.builder()
            .put("path.home", folder)
            .put("path.data", folder.resolve("data"))
            .put("path.logs", folder.resolve("logs"))
            .put("cluster.name", "niteru")
            .put("node.name", "niteru")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", 0)
            .put("transport.port", 0)
            .put("niteru.elasticsearch_compatibility", true)
            .put("indices.memory.shard_inactive_time", "30s")
            .put("cluster.default_number_of_replicas", 0)
            // Percentages of a large disk would stop writes with tens of gigabytes free.
            .put("cluster.routing.allocation.disk.watermark.low", "2gb")
            .put("cluster.routing.allocation.disk.watermark.high", "1gb")
            .put("cluster.routing.allocation.disk.watermark.flood_stage", "512mb")
            .put(Settings.builder().putProperties(settings, key -> key).build())
            .build();
    var node =
        new TestNode(
            InternalSettingsPreparer.prepareEnvironment(
                all, Map.of(), folder.resolve("config"), () -> "niteru"));
    try {
      node.start();
    } catch (NodeValidationException e) {
      node.close();
      throw new IOException(e.getMessage(), e);
    }
    return node;
  }

  @Override
  public URI url() {
    var http = injector().getInstance(HttpServerTransport.class);
    return URI.create("http://" + http.boundAddress().publishAddress());
  }

  @Override
  public void stop() throws IOException {
    close();
    try {
      awaitClose(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
