package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a radius means to the engines whose names a mapping may give. */
class RadiusByEngineTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  @ParameterizedTest
  @CsvSource({
    // Lucene: all with at least that product.
    "hnsw, lucene, innerproduct, max_distance, 0.9, 1",
    "hnsw, lucene, innerproduct, max_distance, 0.5, 2",
    "hnsw, lucene, innerproduct, max_distance, -0.1, 4",
    "flat, lucene, innerproduct, max_distance, 0.9, 1",
    "flat, '', innerproduct, max_distance, 0.9, 1",
    // Others: all whose product's opposite is at most that.
    "hnsw, faiss, innerproduct, max_distance, 0.9, 4",
    "hnsw, faiss, innerproduct, max_distance, -0.9, 1",
    "hnsw, nmslib, innerproduct, max_distance, -0.5, 2",
    "hnsw, '', innerproduct, max_distance, -0.5, 2",
    // One minus the cosine, and the square of the distance, to all.
    "hnsw, lucene, cosinesimil, max_distance, 0.1, 2",
    "hnsw, faiss, cosinesimil, max_distance, 0.1, 2",
    "hnsw, faiss, cosinesimil, max_distance, 0.5, 3",
    "flat, lucene, cosinesimil, max_distance, 0.5, 3",
    "hnsw, lucene, l2, max_distance, 0.1, 2",
    "hnsw, faiss, l2, max_distance, 0.1, 2",
    "hnsw, faiss, l2, max_distance, 2, 4",
    // Scores are the same to all.
    "hnsw, lucene, innerproduct, min_score, 1.75, 2",
    "hnsw, faiss, innerproduct, min_score, 1.75, 2",
    "hnsw, lucene, cosinesimil, min_score, 0.85, 3",
    "hnsw, faiss, cosinesimil, min_score, 0.85, 3",
    "hnsw, lucene, l2, min_score, 0.9, 2",
    "hnsw, faiss, l2, min_score, 0.9, 2"
  })
  void aRadiusIsThatOfTheEngine(
      String method, String engine, String space, String key, String value, int hits) {
    String index = String.join("-", "i", method, engine, space);
    String of = engine.isEmpty() ? "" : ",\"engine\":\"" + engine + "\"";
    if (NODE.get("/" + index).status() == 404) {
      load(index, "{\"name\":\"" + method + "\",\"space_type\":\"" + space + "\"" + of + "}");
    }
    Answer answer =
        NODE.post(
            "/" + index + "/_search",
            "{\"query\":{\"knn\":{\"v\":{\"vector\":[1,0],\"" + key + "\":" + value + "}}}}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.hitIds()).isEqualTo(List.of("0", "1", "2", "3").subList(0, hits));
  }

  private static void load(String index, String method) {
    Answer created =
        NODE.put(
            "/" + index,
            """
            {"settings": {"index.knn": true, "number_of_shards": 1}, "mappings": {"properties":
              {"v": {"type": "knn_vector", "dimension": 2, "method": %s}}}}
            """
                .formatted(method));
    assertThat(created.status()).as(created.text()).isEqualTo(200);
    StringBuilder bulk = new StringBuilder();
    String[] vectors = {"[1,0]", "[0.8,0.1]", "[0.3,0.3]", "[0,1]"};
    for (int i = 0; i < vectors.length; i++) {
      bulk.append("{\"index\":{\"_id\":\"" + i + "\"}}\n{\"v\":" + vectors[i] + "}\n");
    }
    Answer loaded = NODE.post("/" + index + "/_bulk?refresh=true", bulk.toString());
    assertThat(loaded.at("/errors").asBoolean()).as(loaded.text()).isFalse();
  }
}
