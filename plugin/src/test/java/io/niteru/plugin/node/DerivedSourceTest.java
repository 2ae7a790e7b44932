package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Indexes with {@code index.derived_source.enabled}, where the engine stores no {@code _source} but
 * makes it of a document's fields, vectors included.
 */
class DerivedSourceTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final String FIELDS =
      """
      {"properties": {"n": {"type": "integer"}, "o": {"properties": {
         "f": {"type": "knn_vector", "dimension": 2, "space_type": "cosinesimil"}}},
       "f": {"type": "knn_vector", "dimension": 2},
       "bytes": {"type": "knn_vector", "dimension": 3, "data_type": "byte"},
       "bits": {"type": "knn_vector", "dimension": 16, "data_type": "binary"}}}
      """;
  private static final String DOCUMENT =
      "{\"n\":1,\"o\":{\"f\":[0.5,-2.0]},\"f\":[3.0,4.25],\"bytes\":[-128,0,7],\"bits\":[-1,9]}";

  @ParameterizedTest
  @CsvSource({"created, true", "templated, true", "later, true", "kept, false"})
  void vectorsTakePartInIt(String index, boolean knn) throws IOException {
    create(index, knn);
    accepted(NODE.put("/" + index + "/_doc/1", DOCUMENT), 201);
    accepted(NODE.put("/" + index + "/_doc/2?refresh=true", "{\"f\":[0.0,1.0]}"), 201);
    sourceIs(index, DOCUMENT);
    accepted(NODE.put("/" + index + "/_doc/1", DOCUMENT.replace("4.25", "5.25")), 200);
    sourceIs(index, DOCUMENT.replace("4.25", "5.25")); // from the translog
    accepted(NODE.post("/" + index + "/_update/1", "{\"doc\":{\"n\":2}}"), 200);
    String updated = DOCUMENT.replace("4.25", "5.25").replace("\"n\":1", "\"n\":2");
    NODE.post("/" + index + "/_flush", null);
    NODE.post("/" + index + "/_forcemerge?max_num_segments=1", null);
    NODE.restart();
    NODE.get("/_cluster/health/" + index + "?wait_for_status=green&timeout=30s");
    sourceIs(index, updated);
    Answer answer = NODE.post("/" + index + "/_search?q=n:2", null);
    assertThat(answer.at("/hits/hits/0/_source")).isEqualTo(RunningNode.json(updated));
    if (knn) {
      String query = "{\"query\":{\"knn\":{\"f\":{\"vector\":[3,5.25],\"k\":1}}}}";
      Answer nearest = NODE.post("/" + index + "/_search", query);
      assertThat(nearest.at("/hits/hits/0/_score").asDouble()).as(nearest.text()).isEqualTo(1);
    }
  }

  private static void create(String index, boolean knn) {
    String settings =
        "{\"settings\":{\"index.knn\":" + knn + ",\"index.derived_source.enabled\":true}";
    String mapped = settings + ",\"mappings\":" + FIELDS + "}";
    switch (index) {
      case "templated" -> {
        String template = "{\"index_patterns\":[\"templated\"],\"template\":" + mapped + "}";
        accepted(NODE.put("/_index_template/derived", template), 200);
        accepted(NODE.put("/" + index, null), 200);
      }
      case "created" -> accepted(NODE.put("/" + index, mapped), 200);
      default -> {
        accepted(NODE.put("/" + index, settings + "}"), 200);
        accepted(NODE.put("/" + index + "/_mapping", FIELDS), 200);
        accepted(NODE.put("/" + index + "/_mapping", FIELDS), 200);
      }
    }
  }

  @Test
  void aMappingThatCannotBeDerivedIsRefused() {
    String settings = "{\"settings\":{\"index.knn\":true,\"index.derived_source.enabled\":true}";
    String mapping =
        """
        {"properties": {"f": {"type": "knn_vector", "dimension": 2, "copy_to": "g"},
          "g": {"type": "knn_vector", "dimension": 2}}}
        """;
    accepted(NODE.put("/copied", settings + "}"), 200);
    Answer later = NODE.put("/copied/_mapping", mapping);
    Answer created = NODE.put("/copied2", settings + ",\"mappings\":" + mapping + "}");
    for (Answer answer : new Answer[] {later, created}) {
      accepted(answer, 400);
      assertThat(answer.text()).contains("Unable to derive source for fields with copy_to");
    }
  }

  private static void sourceIs(String index, String document) {
    JsonNode source = NODE.get("/" + index + "/_doc/1").at("/_source");
    assertThat(source).isEqualTo(RunningNode.json(document));
  }

  private static void accepted(Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }
}
