package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same documents give the same answers, however they are spread over segments. */
class StabilityTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int DOCS = 400;
  private static final Random RANDOM = new Random(11);
  private static final String FLOATS = vector(32, 1);
  private static final String BYTES = vector(16, 100);
  private static final List<String> QUERIES =
      List.of(
          knn("f", FLOATS, "\"k\":400"),
          knn("f", FLOATS, "\"k\":30,\"filter\":{\"range\":{\"i\":{\"lt\":150}}}"),
          knn("f", FLOATS, "\"min_score\":0.6"),
          knn("l1", FLOATS, "\"k\":50"),
          knn("b", BYTES, "\"k\":50"),
          knn("b", BYTES, "\"max_distance\":60000"),
          "{\"nested\":{\"path\":\"n\",\"query\":" + knn("n.v", FLOATS, "\"k\":25") + "}}");

  @Test
  void answersAreTheSameAfterRefreshFlushMergeAndRestart() throws IOException {
    Answer created =
        NODE.put(
            "/s",
            """
            {"settings": {"index.knn": true}, "mappings": {"properties": {
              "i": {"type": "integer"},
              "f": {"type": "knn_vector", "dimension": 32, "space_type": "cosinesimil"},
              "l1": {"type": "knn_vector", "dimension": 32, "space_type": "l1"},
              "b": {"type": "knn_vector", "dimension": 16, "data_type": "byte"},
              "n": {"type": "nested", "properties": {"v":
                {"type": "knn_vector", "dimension": 32, "space_type": "innerproduct"}}}}}}
            """);
    assertThat(created.status()).as(created.text()).isEqualTo(200);
    for (int from = 0; from < DOCS; from += 80) {
      StringBuilder bulk = new StringBuilder();
      for (int i = from; i < from + 80; i++) {
        bulk.append("{\"index\":{\"_id\":\"%d\"}}\n%s\n".formatted(i, document(i)));
      }
      Answer answer = NODE.post("/s/_bulk?refresh=true", bulk.toString());
      assertThat(answer.at("/errors").asBoolean()).as(answer.text()).isFalse();
    }
    final List<String> first = answers();
    final String source = NODE.get("/s/_source/17?realtime=false").text();
    NODE.post("/s/_flush", null);
    assertThat(answers()).isEqualTo(first);
    NODE.post("/s/_forcemerge?max_num_segments=1", null);
    NODE.post("/s/_refresh", null);
    assertThat(NODE.get("/_cat/segments/s?h=segment").text().trim()).hasSizeLessThan(5);
    assertThat(answers()).isEqualTo(first);
    NODE.restart();
    NODE.get("/_cluster/health/s?wait_for_status=green&timeout=30s");
    assertThat(answers()).isEqualTo(first);
    assertThat(NODE.get("/s/_source/17").text()).isEqualTo(source);
    Answer many = NODE.post("/s/_mget", "{\"ids\":[\"17\",\"18\"]}");
    assertThat(many.text()).contains("\"_source\":" + source);
  }

  /** Ids and scores, these to what is left when SIMD adds in another order. */
  private static List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (String query : QUERIES) {
      Answer answer =
          NODE.post("/s/_search", "{\"size\":400,\"_source\":false,\"query\":" + query + "}");
      assertThat(answer.at("/hits/hits").size()).as(answer.text()).isGreaterThan(3);
      StringBuilder hits = new StringBuilder();
      for (JsonNode hit : answer.at("/hits/hits")) {
        String score = String.format(Locale.ROOT, "%.4f", hit.at("/_score").asDouble());
        hits.append(hit.at("/_id").asText()).append('=').append(score).append(' ');
      }
      answers.add(hits.append(answer.at("/hits/total/value")).toString());
    }
    return answers;
  }

  private static String document(int i) {
    String v = vector(32, 1);
    return "{\"i\":%d,\"f\":%s,\"l1\":%s,\"b\":%s,\"n\":[{\"v\":%s},{\"v\":%s}]}"
        .formatted(i, v, v, vector(16, 100), vector(32, 1), vector(32, 1));
  }

  private static String knn(String field, String vector, String what) {
    return "{\"knn\":{\"" + field + "\":{\"vector\":" + vector + "," + what + "}}}";
  }

  private static String vector(int dimension, int scale) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      double value = RANDOM.nextGaussian();
      vector[i] = scale == 1 ? (float) value : RANDOM.nextInt(-scale, scale);
    }
    return Arrays.toString(vector);
  }
}
