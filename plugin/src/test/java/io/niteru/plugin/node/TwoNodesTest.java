package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked of one node is asked of all. */
class TwoNodesTest {
  private static final int SEED = freePort();

  @Order(1)
  @RegisterExtension
  static final RunningNode ONE = node("one", SEED);

  @Order(2)
  @RegisterExtension
  static final RunningNode TWO = node("two", freePort());

  @Test
  void statsWarmUpAndClearCacheReachAllNodes() {
    String created =
        """
        {"settings":{"index":{"knn":true,"number_of_replicas":1}},
         "mappings":{"properties":{"f":{"type":"knn_vector","dimension":2}}}}
        """;
    send(ONE, "PUT", "/pictures", created);
    send(ONE, "PUT", "/pictures/_doc/1?refresh=true", "{\"f\":[1,2]}");
    send(ONE, "GET", "/_cluster/health?wait_for_status=green&timeout=60s", null);
    send(ONE, "POST", "/pictures/_refresh", null);

    String done = "{\"total\":2,\"successful\":2,\"failed\":0}";
    JsonNode warm = send(TWO, "GET", "/_plugins/_knn/warmup/pictures", null);
    assertThat(warm.at("/_shards")).hasToString(done);
    JsonNode cleared = send(ONE, "POST", "/_plugins/_knn/clear_cache/pictures", null);
    assertThat(cleared.at("/_shards")).hasToString(done);

    JsonNode stats = send(TWO, "GET", "/_plugins/_knn/stats", null);
    assertThat(stats.at("/_nodes/successful").asInt()).isEqualTo(2);
    assertThat(stats.at("/nodes")).hasSize(2);
    for (JsonNode node : stats.at("/nodes")) {
      assertThat(node.at("/indices_in_cache/pictures/vector_count").asInt()).isEqualTo(1);
      assertThat(node.at("/load_success_count").asInt()).isEqualTo(1);
      assertThat(node.at("/eviction_count").asInt()).isEqualTo(1);
    }
    JsonNode some = send(TWO, "GET", "/_plugins/_knn/one/stats/hit_count", null);
    assertThat(some.at("/nodes")).hasSize(1);
  }

  private static RunningNode node(String name, int port) {
    return new RunningNode(
        Map.of(
            "cluster.name",
            "niteru-two",
            "node.name",
            name,
            "transport.port",
            Integer.toString(port),
            "discovery.type",
            "zen",
            "discovery.seed_hosts",
            "127.0.0.1" + ":" + SEED,
            "cluster.initial_cluster_manager_nodes",
            "one"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode send(RunningNode node, String method, String path, String body) {
    RunningNode.Answer answer = node.send(method, path, body);
    assertThat(answer.text()).as(method + " " + path).doesNotContain("\"error\"");
    return answer.json();
  }
}
