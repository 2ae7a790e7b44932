package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stats, warm-up, clear cache and the routes of models, in both dialects. */
class StatsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int DOCS = 3_000;

  @BeforeAll
  static void load() {
    NODE.put(
        "/pictures",
        """
        {"settings":{"index":{"knn":true,"number_of_shards":2,"compound_format":false,
                              "knn.advanced.approximate_threshold":100}},
         "mappings":{"properties":{"f":{"type":"knn_vector","dimension":4},
                                    "even":{"type":"boolean"}}}}
        """);
    NODE.put("/words", "{\"mappings\":{\"properties\":{\"t\":{\"type\":\"text\"}}}}");
    for (int round = 0; round < 2; round++) {
      StringBuilder bulk = new StringBuilder();
      for (int i = round; i < DOCS; i += 2) {
        bulk.append("{\"index\":{\"_id\":\"").append(i).append("\"}}\n");
        bulk.append("{\"f\":[").append(i).append(",1,2,").append(i % 7).append("],\"even\":");
        bulk.append(i % 2 == 0).append("}\n");
      }
      Answer answer = NODE.post("/pictures/_bulk?refresh=true", bulk.toString());
      assertThat(answer.at("/errors").asBoolean()).as(answer.text()).isFalse();
    }
    NODE.post("/pictures/_forcemerge?max_num_segments=1", null);
    NODE.post("/pictures/_refresh", null);
    NODE.post("/pictures/_flush", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/_plugins/_knn", "/_opendistro/_knn"})
  void statsHaveFourShapes(String base) {
    Answer all = NODE.get(base + "/stats");
    assertThat(all.status()).as(all.text()).isEqualTo(200);
    assertThat(all.at("/_nodes/successful").asInt()).isEqualTo(1);
    assertThat(all.at("/cluster_name").asText()).isEqualTo("niteru");
    assertThat(all.at("/circuit_breaker_triggered").asBoolean(true)).isFalse();
    assertThat(all.json().has("model_index_status")).isTrue();
    String id = all.at("/nodes").fieldNames().next();
    assertThat(names(all.at("/nodes/" + id)))
        .contains("hit_count", "graph_memory_usage", "indices_in_cache", "faiss_initialized")
        .contains("graph_query_requests", "knn_query_requests", "script_compilations")
        .contains("indexing_from_model_degraded", "training_requests", "graph_stats")
        .contains("remote_vector_index_build_stats")
        .contains("checked_files", "damaged_files")
        .hasSize(36);

    Answer some = NODE.get(base + "/stats/knn_query_requests,circuit_breaker_triggered?timeout=5s");
    assertThat(names(some.json()))
        .containsExactly("_nodes", "cluster_name", "circuit_breaker_triggered", "nodes");
    assertThat(names(some.at("/nodes/" + id))).containsExactly("knn_query_requests");

    assertThat(names(NODE.get(base + "/" + id + "/stats").at("/nodes"))).containsExactly(id);
    Answer one = NODE.get(base + "/" + id + "/stats/hit_count");
    assertThat(names(one.at("/nodes/" + id))).containsExactly("hit_count");
    assertThat(NODE.get(base + "/nobody/stats").at("/_nodes/total").asInt()).isZero();
    assertThat(NODE.get(base + "/stats/_all").json().size()).isEqualTo(all.json().size());
  }

  @Test
  void wrongStatsAreNamed() {
    Answer both = NODE.get("/_plugins/_knn/stats/_all,hit_count");
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.text()).contains("contains _all and individual stats");
    Answer unknown = NODE.get("/_plugins/_knn/stats/hit_cuont");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text())
        .contains("contains unrecognized stat: [hit_cuont] -> did you mean [hit_count]?");
  }

  @Test
  void searchesTheirFiltersAndTheirErrorsAreCounted() {
    JsonNode before = stats();
    NODE.post("/pictures/_search", knn("\"k\":3"));
    NODE.post("/pictures/_search", knn("\"k\":3,\"filter\":{\"term\":{\"even\":true}}"));
    String inside = "{\"query\":{\"bool\":{\"must\":[" + clause("\"k\":3") + "]}}}";
    NODE.post("/pictures/_search", inside);
    NODE.post("/pictures/_search", "{\"query\":{\"match_all\":{}}}");
    NODE.post("/pictures/_search", knn("\"k\":3").replace("1,1,1,1", "1,1"));
    JsonNode after = stats();
    assertThat(grown("knn_query_requests", before, after)).isEqualTo(4);
    assertThat(grown("knn_query_with_filter_requests", before, after)).isEqualTo(1);
    assertThat(grown("graph_query_requests", before, after)).as("two shards").isEqualTo(8);
    assertThat(grown("graph_query_errors", before, after)).isEqualTo(2);
  }

  @Test
  void searchesWithinARadiusAndScriptsAreCountedApart() {
    JsonNode before = stats();
    NODE.post("/pictures/_search", knn("\"min_score\":0.5"));
    NODE.post("/pictures/_search", knn("\"max_distance\":4,\"filter\":{\"term\":{\"even\":true}}"));
    String script =
        """
        {"query":{"script_score":{"query":{"match_all":{}},"script":{"lang":"knn",
          "source":"%s","params":{"field":"f","query_value":[1,1,1,1],"space_type":"%s"}}}}}
        """;
    NODE.post("/pictures/_search", script.formatted("knn_score", "l2"));
    NODE.post("/pictures/_search", script.formatted("knn_score", "l9"));
    NODE.post("/pictures/_search", script.formatted("other", "l2"));
    JsonNode after = stats();
    assertThat(grown("knn_query_requests", before, after)).isZero();
    assertThat(grown("min_score_query_requests", before, after)).isEqualTo(1);
    assertThat(grown("min_score_query_with_filter_requests", before, after)).isZero();
    assertThat(grown("max_distance_query_requests", before, after)).isEqualTo(1);
    assertThat(grown("max_distance_query_with_filter_requests", before, after)).isEqualTo(1);
    assertThat(grown("script_query_requests", before, after)).isGreaterThanOrEqualTo(4);
    assertThat(grown("script_query_errors", before, after)).isGreaterThanOrEqualTo(2);
    assertThat(grown("script_compilations", before, after)).isGreaterThanOrEqualTo(2);
    assertThat(grown("script_compilation_errors", before, after)).isPositive();
  }

  @Test
  void flushesMergesAndGraphsAreCounted() {
    JsonNode stats = stats();
    assertThat(stats.at("/graph_index_requests").asInt()).isEqualTo(2);
    assertThat(stats.at("/graph_index_errors").asInt()).isZero();
    assertThat(stats.at("/graph_stats/refresh/total").asInt()).isGreaterThanOrEqualTo(4);
    assertThat(stats.at("/graph_stats/merge/total").asInt()).isEqualTo(2);
    assertThat(stats.at("/graph_stats/merge/total_docs").asInt()).isEqualTo(DOCS);
    assertThat(stats.at("/graph_stats/merge/total_size_in_bytes").asInt()).isEqualTo(16 * DOCS);
    assertThat(stats.at("/graph_stats/merge/current").asInt(-1)).isZero();
    assertThat(stats.at("/graph_stats/merge/current_docs").asInt(-1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/_plugins/_knn", "/_opendistro/_knn"})
  void warmUpLoadsAndClearCacheLetsGo(String base) throws IOException {
    Answer cleared = NODE.post(base + "/clear_cache/pictures", null);
    assertThat(cleared.text())
        .isEqualTo("{\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0}}");
    JsonNode cold = stats();
    Answer warm = NODE.get(base + "/warmup/pic*");
    assertThat(warm.text()).isEqualTo("{\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0}}");
    JsonNode hot = stats();
    JsonNode index = hot.at("/indices_in_cache/pictures");
    assertThat(index.at("/graph_count").asInt()).isEqualTo(2);
    assertThat(index.at("/segment_count").asInt()).isEqualTo(2);
    assertThat(index.at("/vector_count").asInt()).isEqualTo(DOCS);
    assertThat(index.at("/graph_memory_usage").asLong())
        .as("all of it is in memory")
        .isPositive()
        .isEqualTo(index.at("/graph_size").asLong())
        .isEqualTo(hot.at("/graph_memory_usage").asLong());
    assertThat(index.at("/graph_memory_usage_percentage").asDouble()).isBetween(1e-6, 1.0);
    assertThat(grown("load_success_count", cold, hot)).isEqualTo(2);
    assertThat(grown("total_load_time", cold, hot)).isPositive();
    assertThat(cold.at("/eviction_count").asInt()).isGreaterThanOrEqualTo(2);
    if (List.of("ext4", "xfs", "btrfs").contains(Files.getFileStore(NODE.folder()).type())) {
      assertThat(cold.at("/graph_memory_usage").asLong())
          .isLessThan(hot.at("/graph_memory_usage").asLong());
    }
  }

  @Test
  void indexesWithoutVectorsAreNeitherWarmedNorCleared() {
    Answer warm = NODE.get("/_plugins/_knn/warmup/pictures,words");
    assertThat(warm.status()).isEqualTo(400);
    assertThat(warm.text())
        .contains("Warm up request rejected. One or more indices have 'index.knn' set to false.")
        .contains("[words]");
    Answer clear = NODE.post("/_plugins/_knn/clear_cache/words", null);
    assertThat(clear.status()).isEqualTo(400);
    assertThat(clear.text())
        .contains(
            "ClearCache request rejected. One or more indices have 'index.knn' set to false.");
    assertThat(NODE.get("/_plugins/_knn/warmup/nowhere").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/_plugins/_knn", "/_opendistro/_knn"})
  void modelsAreRefusedClearly(String base) {
    String training = "{\"training_index\":\"pictures\",\"training_field\":\"f\",\"dimension\":4}";
    for (Answer answer :
        List.of(
            NODE.post(base + "/models/_train?preference=x", training),
            NODE.post(base + "/models/mine/_train", training),
            NODE.get(base + "/models/mine"),
            NODE.get(base + "/models/_search?size=2"),
            NODE.post(base + "/models/_search", "{\"query\":{\"match_all\":{}}}"),
            NODE.send("DELETE", base + "/models/mine", null))) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.text()).contains("there are no models");
    }
  }

  private static JsonNode stats() {
    return NODE.get("/_plugins/_knn/stats").at("/nodes").elements().next();
  }

  private static long grown(String stat, JsonNode before, JsonNode after) {
    return after.at("/" + stat).asLong(-1) - before.at("/" + stat).asLong(-1);
  }

  private static String knn(String what) {
    return "{\"query\":" + clause(what) + "}";
  }

  private static String clause(String what) {
    return "{\"knn\":{\"f\":{\"vector\":[1,1,1,1]," + what + "}}}";
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
