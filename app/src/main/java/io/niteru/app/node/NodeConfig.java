package io.niteru.app.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How an {@link EmbeddedNode} is to run.
 *
 * @param data folder that keeps everything: indexes in {@code data}, logs in {@code logs}
 * @param hosts addresses to listen on; never empty
 * @param httpPort port of the REST API; 0 for any free one
 * @param clusterName name the cluster is known by
 * @param settings further settings of the node, which win over those made here
 */
public record NodeConfig(
    Path data, List<String> hosts, int httpPort, String clusterName, Map<String, String> settings) {
  /** Only this machine can reach the node. */
  public static final String LOOPBACK = "127.0.0.1";

  /** The port clients of both dialects expect. */
  public static final int DEFAULT_HTTP_PORT = 9200;

  public NodeConfig {
    hosts = List.copyOf(hosts);
    settings = Map.copyOf(settings);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("no address to listen on; give one, e.g. " + LOOPBACK);
    }
    if (httpPort < 0 || httpPort > 65_535) {
      throw new IllegalArgumentException("--http-port must be 0 to 65535, not " + httpPort);
    }
  }

  /** A node of this machine alone, at {@value #DEFAULT_HTTP_PORT}. */
  public static NodeConfig in(Path data) {
    return new NodeConfig(data, List.of(LOOPBACK), DEFAULT_HTTP_PORT, "niteru", Map.of());
  }

  /** The same, listening elsewhere; port 0 takes any free one. */
  public NodeConfig listening(String host, int port) {
    return new NodeConfig(data, List.of(host), port, clusterName, settings);
  }
}
