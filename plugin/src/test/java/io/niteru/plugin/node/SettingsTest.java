package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.util.Arrays;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of an index and of the cluster: their ranges, and what the dynamic ones change. */
class SettingsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int DIM = 32;
  private static final String MAPPING =
      "{\"properties\":{\"f\":{\"type\":\"knn_vector\",\"dimension\":" + DIM + "}}}";

  @ParameterizedTest
  @CsvSource({
    "index.knn.algo_param.ef_search, 100, 2, 1",
    "index.knn.algo_param.recall, 0.0, 0.99, 1",
    "index.knn.advanced.approximate_threshold, 0, -1, -2",
    "index.knn.advanced.filtered_exact_search_threshold, -1, 100, x",
    "index.knn.memory_optimized_search, false, true, maybe",
    "index.knn.disk.vector.shard_level_rescoring_disabled, false, true, maybe",
    "index.knn.faiss.efficient_filter.disable_exact_search, false, true, maybe",
    "index.knn.remote_index_build.enabled, false, true, maybe",
    "index.knn.remote_index_build.size.min, 52428800b, 1gb, large",
  })
  void dynamicSettingsOfAnIndexHaveTheirRanges(
      String key, String value, String valid, String invalid) {
    NODE.put("/ranges", "{\"settings\":{\"index.knn\":true}}");
    Answer defaults = NODE.get("/ranges/_settings?include_defaults=true&flat_settings=true");
    assertThat(defaults.json().findValue(key).asText()).isEqualTo(value);
    assertThat(set("/ranges/_settings", key, valid).status()).isEqualTo(200);
    Answer refused = set("/ranges/_settings", key, invalid);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).containsAnyOf(key, "[" + invalid + "]");
    assertThat(NODE.put("/ranges/_settings", "{\"" + key + "\":null}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "index.knn, false",
    "index.knn.algo_param.m, 8",
    "index.knn.algo_param.ef_construction, 64",
    "index.knn.space_type, cosinesimil",
    "index.knn.derived_source.enabled, false",
  })
  void finalSettingsOfAnIndexAreNotChanged(String key, String value) {
    NODE.put("/final", "{\"settings\":{\"index.knn\":true}}");
    Answer open = set("/final/_settings", key, value);
    assertThat(open.status()).isEqualTo(400);
    assertThat(open.text()).contains(key);
    NODE.post("/final/_close", null);
    Answer closed = set("/final/_settings", key, value);
    assertThat(closed.status()).isEqualTo(400);
    assertThat(closed.text()).contains("final", key);
    NODE.post("/final/_open", null);
  }

  @Test
  void theSpaceOfAnIndexIsOneThatThereIs() {
    String settings = "{\"settings\":{\"index.knn\":true,\"index.knn.space_type\":\"%s\"}}";
    Answer accepted = NODE.put("/space", settings.formatted("InnerProduct"));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
    assertThat(NODE.put("/space/_mapping", MAPPING).status()).isEqualTo(200);
    String documents = "{\"index\":{}}\n{\"f\":" + text(new float[DIM]) + "}\n";
    NODE.post("/space/_bulk?refresh=true", documents);
    float[] query = new float[DIM];
    query[0] = 3;
    assertThat(search("space", query).at("/hits/hits/0/_score").asDouble())
        .as("of a product of zero")
        .isEqualTo(1);
    Answer refused = NODE.put("/space2", settings.formatted("l9"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("Unable to find space: l9");
  }

  @ParameterizedTest
  @CsvSource({
    "knn.plugin.enabled, true, true, x",
    "knn.algo_param.index_thread_qty, , 32, 33",
    "knn.memory.circuit_breaker.enabled, true, false, x",
    "knn.memory.circuit_breaker.limit, , 25%, x",
    "knn.memory.circuit_breaker.limit.integ, , 1gb, x",
    "knn.circuit_breaker.triggered, false, false, x",
    "knn.circuit_breaker.unset.percentage, 75.0, 60, 101",
    "knn.cache.item.expiry.enabled, false, true, x",
    "knn.cache.item.expiry.minutes, 3h, 10m, x",
    "knn.model.index.number_of_shards, 1, 2, 0",
    "knn.model.index.number_of_replicas, 1, 0, -1",
    "knn.model.cache.size.limit, 10%, 25%, 26%",
    "knn.quantization.cache.size.limit, 5%, 10%, 11%",
    "knn.quantization.cache.expiry.minutes, 60m, 5m, x",
    "knn.vector_streaming_memory.limit, 1%, 2%, x",
    "knn.faiss.avx2.disabled, false, true, x",
    "knn.faiss.avx512.disabled, false, true, x",
    "knn.faiss.avx512_spr.disabled, false, true, x",
    "knn.remote_index_build.enabled, false, true, x",
    "knn.remote_index_build.repository, '', vectors, ",
    "knn.remote_index_build.size.max, 0b, 10gb, x",
    "knn.remote_index_build.service.endpoint, '', http://builder, ",
    "knn.remote_index_build.poll.interval, 5s, 6s, x",
    "knn.remote_index_build.client.timeout, 60m, 1m, x",
  })
  void settingsOfTheClusterHaveTheirRanges(String key, String value, String valid, String invalid) {
    if (value != null) {
      Answer defaults = NODE.get("/_cluster/settings?include_defaults=true&flat_settings=true");
      assertThat(defaults.json().findValue(key).asText()).isIn(value, value.replace("60m", "1h"));
    }
    Answer accepted = setCluster(key, '"' + valid + '"');
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
    if (invalid != null) {
      Answer refused = setCluster(key, '"' + invalid + '"');
      assertThat(refused.status()).as(refused.text()).isEqualTo(400);
      assertThat(refused.text()).containsAnyOf(key, "[" + invalid + "]");
    }
    assertThat(setCluster(key, "null").status()).isEqualTo(200);
  }

  @Test
  void theNextSearchHasTheBeamOfTheSetting() {
    create("beam", "\"knn.advanced.approximate_threshold\":100");
    float[][] vectors = load("beam", 3_000, 1);
    // Two segments, of which the merge makes one with a graph.
    NODE.put("/beam/_doc/far?refresh=true", "{\"f\":" + text(far()) + "}");
    NODE.post("/beam/_forcemerge?max_num_segments=1", null);
    NODE.post("/beam/_refresh", null);
    assertThat(graphs("beam")).isEqualTo(1);
    float[][] queries = vectors(150, 2);
    set("/beam/_settings", "index.knn.algo_param.ef_search", "2");
    int narrow = looked(queries);
    set("/beam/_settings", "index.knn.algo_param.ef_search", "1000");
    int wide = looked(queries);
    assertThat(right(queries, vectors))
        .as("a beam as wide as this finds all")
        .isEqualTo(queries.length);
    assertThat(narrow).isLessThan(wide);
    set("/beam/_settings", "index.knn.algo_param.ef_search", "2");
    set("/beam/_settings", "index.knn.algo_param.recall", "0.999");
    assertThat(looked(queries)).as("recall goes before ef_search").isGreaterThan(narrow);
    assertThat(right(queries, vectors)).isGreaterThanOrEqualTo(queries.length - 1);
    set("/beam/_settings", "index.knn.algo_param.recall", "0");
    assertThat(looked(queries)).isEqualTo(narrow);
  }

  @Test
  void theNextMergeBuildsAGraphFromTheThresholdOn() {
    create("threshold", "\"knn.advanced.approximate_threshold\":-1");
    load("threshold", 300, 1);
    load("threshold", 300, 2);
    NODE.post("/threshold/_forcemerge?max_num_segments=1", null);
    NODE.post("/threshold/_refresh", null);
    assertThat(graphs("threshold")).isZero();
    set("/threshold/_settings", "index.knn.advanced.approximate_threshold", "500");
    load("threshold", 300, 3);
    NODE.post("/threshold/_forcemerge?max_num_segments=1", null);
    NODE.post("/threshold/_refresh", null);
    assertThat(graphs("threshold")).isEqualTo(1);
  }

  @Test
  void memoryIsHeldAgainstTheLimit() {
    create("limit", "\"number_of_replicas\":0");
    load("limit", 300, 1);
    setCluster("knn.memory.circuit_breaker.limit", "\"10kb\"");
    assertThat(stat("cache_capacity_reached").asBoolean()).isTrue();
    assertThat(stat("graph_memory_usage_percentage").asDouble()).isGreaterThan(100);
    setCluster("knn.memory.circuit_breaker.enabled", "false");
    assertThat(stat("cache_capacity_reached").asBoolean(true)).isFalse();
    setCluster("knn.memory.circuit_breaker.enabled", "null");
    setCluster("knn.memory.circuit_breaker.limit", "null");
    assertThat(stat("cache_capacity_reached").asBoolean(true)).isFalse();
  }

  @Test
  void aTriggeredBreakerRefusesVectors() {
    create("breaker", "\"number_of_replicas\":0");
    load("breaker", 10, 1);
    setCluster("knn.circuit_breaker.triggered", "true");
    Answer stats = NODE.get("/_plugins/_knn/stats/circuit_breaker_triggered");
    assertThat(stats.at("/circuit_breaker_triggered").asBoolean()).isTrue();
    Answer refused = NODE.put("/breaker/_doc/x", "{\"f\":" + text(new float[DIM]) + "}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text())
        .contains(
            "Parsing the created knn vector fields prior to indexing has failed as the circuit"
                + " breaker triggered.  This indicates");
    assertThat(NODE.put("/without/_doc/x", "{\"n\":1}").status()).isEqualTo(201);
    assertThat(NODE.send("DELETE", "/breaker/_doc/3", null).status()).isEqualTo(200);
    setCluster("knn.circuit_breaker.triggered", "null");
    Answer accepted = NODE.put("/breaker/_doc/x", "{\"f\":" + text(new float[DIM]) + "}");
    assertThat(accepted.status()).isEqualTo(201);
  }

  @Test
  void aDisabledPluginRefusesVectorsAndQueries() {
    create("disabled", "\"number_of_replicas\":0");
    float[] vector = load("disabled", 10, 1)[0];
    setCluster("knn.plugin.enabled", "false");
    Answer query = search("disabled", vector);
    Answer document = NODE.put("/disabled/_doc/x", "{\"f\":" + text(vector) + "}");
    setCluster("knn.plugin.enabled", "null");
    for (Answer answer : new Answer[] {query, document}) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("KNN plugin is disabled", "knn.plugin.enabled");
    }
    assertThat(search("disabled", vector).hitIds()).containsExactly("0");
  }

  /** Vectors that searches look at, all together. */
  private static int looked(float[][] queries) {
    int looked = 0;
    for (float[] query : queries) {
      for (JsonNode part : search("beam", query).at("/hits/hits/0/_explanation/details")) {
        boolean counts = part.path("description").asText().startsWith("vectors looked at");
        looked += counts ? part.path("value").asInt() : 0;
      }
    }
    return looked;
  }

  private static int right(float[][] queries, float[][] vectors) {
    int right = 0;
    for (float[] query : queries) {
      int nearest = 0;
      for (int i = 0; i < vectors.length; i++) {
        nearest = distance(query, vectors[i]) < distance(query, vectors[nearest]) ? i : nearest;
      }
      right += search("beam", query).hitIds().getFirst().equals("" + nearest) ? 1 : 0;
    }
    return right;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < DIM; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static Answer search(String index, float[] query) {
    String knn =
        "{\"explain\":true,\"query\":{\"knn\":{\"f\":{\"k\":1,\"vector\":" + text(query) + "}}}}";
    return NODE.post("/" + index + "/_search", knn);
  }

  private static int graphs(String index) {
    return stat("indices_in_cache").at("/" + index + "/graph_count").asInt(-1);
  }

  private static JsonNode stat(String name) {
    return NODE.get("/_plugins/_knn/stats/" + name).json().findValue(name);
  }

  private static void create(String index, String settings) {
    Answer answer =
        NODE.put(
            "/" + index,
            "{\"settings\":{\"index\":{\"knn\":true,"
                + settings
                + "}},\"mappings\":"
                + MAPPING
                + "}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static float[][] load(String index, int count, int seed) {
    float[][] vectors = vectors(count, seed);
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < count; i++) {
      bulk.append("{\"index\":{\"_id\":\"").append(seed == 1 ? "" : seed + "-").append(i);
      bulk.append("\"}}\n{\"f\":").append(text(vectors[i])).append("}\n");
    }
    Answer answer = NODE.post("/" + index + "/_bulk?refresh=true", bulk.toString());
    assertThat(answer.at("/errors").asBoolean(true)).as(answer.text()).isFalse();
    return vectors;
  }

  private static float[][] vectors(int count, int seed) {
    Random random = new Random(seed);
    float[][] vectors = new float[count][DIM];
    for (float[] vector : vectors) {
      for (int i = 0; i < DIM; i++) {
        vector[i] = random.nextFloat();
      }
    }
    return vectors;
  }

  private static float[] far() {
    float[] vector = new float[DIM];
    Arrays.fill(vector, 9);
    return vector;
  }

  private static String text(float[] vector) {
    StringJoiner text = new StringJoiner(",", "[", "]");
    for (float x : vector) {
      text.add(Float.toString(x));
    }
    return text.toString();
  }

  private static Answer set(String path, String key, String value) {
    return NODE.put(path, "{\"" + key + "\":\"" + value + "\"}");
  }

  private static Answer setCluster(String key, String value) {
    return NODE.put("/_cluster/settings", "{\"transient\":{\"" + key + "\":" + value + "}}");
  }
}
