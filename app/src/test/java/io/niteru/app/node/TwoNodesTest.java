package io.niteru.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of one node is asked of all. */
class TwoNodesTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path first;
  @TempDir Path second;

  @Test
  void statsWarmUpAndClearCacheReachAllNodes() throws Exception {
    int port = freePort();
    try (EmbeddedNode one = start(first, "one", port, port);
        EmbeddedNode two = start(second, "two", freePort(), port)) {
      String created =
          """
          {"settings":{"index":{"knn":true,"number_of_replicas":1}},
           "mappings":{"properties":{"f":{"type":"knn_vector","dimension":2}}}}
          """;
      send(one, "PUT", "/pictures", created);
      send(one, "PUT", "/pictures/_doc/1?refresh=true", "{\"f\":[1,2]}");
      send(one, "GET", "/_cluster/health?wait_for_status=green&timeout=60s", null);
      send(one, "POST", "/pictures/_refresh", null);

      String done = "{\"total\":2,\"successful\":2,\"failed\":0}";
      JsonNode warm = send(two, "GET", "/_plugins/_knn/warmup/pictures", null);
      assertThat(warm.at("/_shards")).hasToString(done);
      JsonNode cleared = send(one, "POST", "/_plugins/_knn/clear_cache/pictures", null);
      assertThat(cleared.at("/_shards")).hasToString(done);

      JsonNode stats = send(two, "GET", "/_plugins/_knn/stats", null);
      assertThat(stats.at("/_nodes/successful").asInt()).isEqualTo(2);
      assertThat(stats.at("/nodes")).hasSize(2);
      for (JsonNode node : stats.at("/nodes")) {
        assertThat(node.at("/indices_in_cache/pictures/vector_count").asInt()).isEqualTo(1);
        assertThat(node.at("/load_success_count").asInt()).isEqualTo(1);
        assertThat(node.at("/eviction_count").asInt()).isEqualTo(1);
      }
      JsonNode some = send(two, "GET", "/_plugins/_knn/one/stats/hit_count", null);
      assertThat(some.at("/nodes")).hasSize(1);
    }
  }

  private static EmbeddedNode start(Path folder, String name, int port, int seed)
      throws IOException {
    return EmbeddedNode.start(
        new NodeConfig(
            folder,
            List.of(NodeConfig.LOOPBACK),
            0,
            "niteru-two",
            Map.of(
                "node.name",
                name,
                "transport.port",
                Integer.toString(port),
                "discovery.type",
                "zen",
                "discovery.seed_hosts",
                NodeConfig.LOOPBACK + ":" + seed,
                "cluster.initial_cluster_manager_nodes",
                "one")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private JsonNode send(EmbeddedNode node, String method, String path, String body)
      throws Exception {
    URI url = node.url().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    assertThat(answer).as(method + " " + path).doesNotContain("\"error\"");
    return RunningNode.json(answer);
  }
}
