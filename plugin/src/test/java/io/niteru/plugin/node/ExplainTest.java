package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said of a hit: how it was found, its distance and its score. Document i of an index, or
 * the first of two nested in it, is at [i + 1, 1]; two of three segments have 20 documents, the
 * last has 10.
 */
class ExplainTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int DOCS = 50;
  private static final int GRAPH_DOCS = 4_000;
  private static final String[] SPACES = {"l2", "cosinesimil", "innerproduct"};

  @BeforeAll
  static void load() {
    for (String space : SPACES) {
      create(
          space,
          """
          "g": {"type": "long"},
          "f": {"type": "knn_vector", "dimension": 2, "space_type": "%1$s"},
          "b": {"type": "knn_vector", "dimension": 2, "space_type": "%1$s", "data_type": "byte"}
          """
              .formatted(space));
      fill(space, "{\"g\":%1$d,\"f\":[%2$d,1],\"b\":[%2$d,1]}");
      NODE.put("/" + space + "/_doc/none?refresh=true", "{\"g\":7}");
    }
    create(
        "nested",
        """
        "n": {"type": "nested", "properties": {"v": {"type": "knn_vector", "dimension": 2}}}
        """);
    fill("nested", "{\"n\":[{\"v\":[%2$d,1]},{\"v\":[%2$d,100]}]}");
  }

  private static void fill(String index, String document) {
    for (int from = 0; from < DOCS; from += 20) {
      bulk(index, from, Math.min(DOCS, from + 20), i -> document.formatted(i % 10, i + 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"l2,f", "cosinesimil,f", "innerproduct,f", "l2,b", "cosinesimil,b", "innerproduct,b"})
  void distanceAndScoreAreThoseOfTheSpace(String space, String field) {
    for (JsonNode hit : hits(space, knn(field, "\"k\":10,\"boost\":3"), 10)) {
      int x = hit.at("/_id").asInt() + 1;
      JsonNode told = hit.at("/_explanation");
      assertThat(told.at("/value").floatValue()).isEqualTo(hit.at("/_score").floatValue());
      assertThat(detail(told, "boost").at("/value").asInt()).isEqualTo(3);
      JsonNode score = detail(told, "score, ");
      JsonNode distance = detail(score, "distance d, ");
      assertThat(distance.at("/value").asDouble()).isCloseTo(distance(space, x), within(1e-5));
      assertThat(score.at("/description").asText()).contains(formula(space), space);
      double expected = score(space).applyAsDouble(distance(space, x));
      assertThat(score.at("/value").asDouble()).isCloseTo(expected, within(1e-5));
      assertThat(3 * score.at("/value").asDouble())
          .isCloseTo(hit.at("/_score").asDouble(), within(1e-4));
    }
  }

  @Test
  void aScanIsTold() {
    JsonNode told = only(hits("l2", knn("f", "\"k\":10"), 1));
    assertThat(text(told)).isEqualTo("among the 10 nearest, by field [f]");
    JsonNode looked = detail(told, "vectors looked at in this shard, with efSearch 100");
    assertThat(looked.at("/value").asInt()).isEqualTo(DOCS);
    assertThat(looked.at("/details")).hasSize(1);
    assertThat(text(looked.at("/details/0"))).isEqualTo("by a scan of the codes, in 3 segments");
    assertThat(looked.at("/details/0/value").asInt()).isEqualTo(DOCS);
  }

  @Test
  void anExactComparisonIsTold() {
    JsonNode looked = detail(only(hits("l2", knn("b", "\"k\":10"), 1)), "vectors looked at");
    assertThat(text(looked)).isEqualTo("vectors looked at in this shard");
    assertThat(text(looked.at("/details/0"))).isEqualTo("by exact comparison, in 3 segments");
    assertThat(looked.at("/details/0/value").asInt()).isEqualTo(DOCS);
    String few = "\"k\":40,\"filter\":{\"term\":{\"g\":4}}";
    for (String field : List.of("f", "b")) {
      JsonNode told = only(hits("l2", knn(field, few), 1));
      assertThat(text(told)).startsWith("among the 40 nearest that match the filter, by");
      looked = detail(told, "vectors looked at");
      assertThat(text(looked.at("/details/0"))).isEqualTo("by exact comparison, in 3 segments");
      assertThat(looked.at("/value").asInt()).isEqualTo(DOCS / 10);
    }
  }

  @Test
  void aWalkOfTheGraphIsTold() {
    create("graph", "\"f\":{\"type\":\"knn_vector\",\"dimension\":2}");
    NODE.put("/graph/_settings", "{\"index.knn.advanced.approximate_threshold\":1000}");
    for (int from = 0; from < GRAPH_DOCS; from += GRAPH_DOCS / 2) {
      int to = from + GRAPH_DOCS / 2;
      bulk("graph", from, to, i -> "{\"f\":[%d,%d]}".formatted(i % 60, i / 60));
    }
    NODE.post("/graph/_forcemerge?max_num_segments=1", null);
    NODE.post("/graph/_refresh", null);
    String narrow = knn("f", "\"k\":10,\"method_parameters\":{\"ef_search\":10}");
    JsonNode looked = detail(only(hits("graph", narrow, 1)), "vectors looked at");
    assertThat(text(looked)).endsWith(", with efSearch 10");
    assertThat(text(looked.at("/details/0"))).isEqualTo("by a walk of the graph, in 1 segment");
    assertThat(looked.at("/details")).hasSize(1);
    assertThat(looked.at("/value").asInt()).isBetween(10, GRAPH_DOCS / 2);
  }

  @ParameterizedTest
  @CsvSource({"f,a scan of the codes", "b,exact comparison"})
  void aRadiusIsTold(String field, String way) {
    String within = knn(field, "\"max_distance\":9");
    List<JsonNode> hits = hits("l2", within, 10);
    assertThat(hits).hasSize(4);
    for (JsonNode hit : hits) {
      JsonNode told = hit.at("/_explanation");
      assertThat(told.at("/value").floatValue()).isEqualTo(hit.at("/_score").floatValue());
      assertThat(text(told))
          .isEqualTo("within the radius (score at least 0.1), by field [" + field + "]");
      JsonNode looked = detail(told, "vectors looked at in this shard");
      assertThat(looked.at("/value").asInt()).isEqualTo(DOCS);
      assertThat(text(looked.at("/details/0"))).isEqualTo("by " + way + ", in 3 segments");
    }
    JsonNode other = explain(within, 4);
    assertThat(text(other)).isEqualTo("not within the radius (score at least 0.1)");
    assertThat(detail(detail(other, "score"), "distance").at("/value").asInt()).isEqualTo(16);
    String filtered = knn(field, "\"max_distance\":9,\"filter\":{\"term\":{\"g\":1}}");
    assertThat(text(explain(filtered, 0))).isEqualTo("does not match the filter");
  }

  @Test
  void whatIsNoHitIsToldWhy() {
    JsonNode far = explain(knn("f", "\"k\":5"), 9);
    assertThat(text(far)).isEqualTo("not among the 5 nearest");
    assertThat(detail(detail(far, "score"), "distance").at("/value").asInt()).isEqualTo(81);
    assertThat(detail(far, "vectors looked at").at("/value").asInt()).isEqualTo(DOCS);
    String filtered = knn("f", "\"k\":2,\"filter\":{\"range\":{\"g\":{\"lt\":9}}}");
    assertThat(text(explain(filtered, 9)))
        .isEqualTo("not among the 2 nearest that match the filter");
    assertThat(text(explain(knn("f", "\"k\":5"), "none"))).isEqualTo("has no vector in field [f]");
    assertThat(
            explain(knn("f", "\"max_distance\":0,\"filter\":{\"term\":{\"g\":3}}"), 0).toString())
        .contains("no vector of field [f] is within the radius");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"expand_nested_docs\":true"})
  void nestedHitsAreExplained(String more) {
    String nested =
        "{\"nested\":{\"path\":\"n\",\"score_mode\":\"max\",\"query\":%s}}"
            .formatted(knn("n.v", "\"k\":5,\"boost\":2" + more));
    List<JsonNode> hits = hits("nested", nested, 10);
    assertThat(hits).hasSize(5);
    for (JsonNode hit : hits) {
      int id = hit.at("/_id").asInt();
      JsonNode told = hit.at("/_explanation");
      assertThat(told.at("/value").floatValue()).isEqualTo(hit.at("/_score").floatValue());
      List<JsonNode> distances = all(told, "distance d, the square of the Euclidean distance");
      assertThat(distances).anyMatch(d -> d.at("/value").asInt() == id * id);
      assertThat(told.toString())
          .contains("among the 5 nearest (the best of each parent), by field [n.v]");
      assertThat(all(told, "by a scan of the codes, in 3 segments")).isNotEmpty();
    }
    JsonNode other = NODE.post("/nested/_explain/9", "{\"query\":" + nested + "}").json();
    assertThat(other.at("/matched").asBoolean(true)).isFalse();
  }

  @Test
  void explanationsStandInsideThoseOfOtherQueries() {
    String bool =
        "{\"bool\":{\"minimum_should_match\":2,\"should\":[%s,%s,{\"term\":{\"g\":1}}]}}"
            .formatted(knn("f", "\"k\":5"), knn("b", "\"k\":4"));
    List<JsonNode> hits = hits("l2", bool, 10);
    assertThat(hits).hasSize(4);
    for (JsonNode hit : hits) {
      assertThat(hit.at("/_explanation/value").floatValue())
          .isEqualTo(hit.at("/_score").floatValue());
      assertThat(all(hit.at("/_explanation"), "vectors looked at")).hasSize(2);
    }
  }

  private static double distance(String space, int x) {
    return switch (space) {
      case "l2" -> (x - 1) * (x - 1);
      case "cosinesimil" -> 1 - (x + 1) / Math.sqrt(2 * (x * x + 1.0));
      default -> -(x + 1);
    };
  }

  private static DoubleUnaryOperator score(String space) {
    return switch (space) {
      case "l2" -> d -> 1 / (1 + d);
      case "cosinesimil" -> d -> (2 - d) / 2;
      default -> d -> 1 - d;
    };
  }

  private static String formula(String space) {
    return switch (space) {
      case "l2" -> "1 / (1 + d)";
      case "cosinesimil" -> "(2 - d) / 2";
      default -> "1 - d where d is below 0";
    };
  }

  private static void create(String index, String properties) {
    Answer answer =
        NODE.put(
            "/" + index,
            """
            {"settings": {"index.knn": true, "number_of_shards": 1, "refresh_interval": -1},
             "mappings": {"properties": {%s}}}
            """
                .formatted(properties));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static void bulk(String index, int from, int to, IntFunction<String> document) {
    String bulk =
        IntStream.range(from, to)
            .mapToObj(i -> "{\"index\":{\"_id\":\"" + i + "\"}}\n" + document.apply(i) + "\n")
            .collect(Collectors.joining());
    assertThat(NODE.post("/" + index + "/_bulk?refresh=true", bulk).text())
        .contains("\"errors\":false");
  }

  private static String knn(String field, String rest) {
    return "{\"knn\":{\"" + field + "\":{\"vector\":[1,1]," + rest + "}}}";
  }

  private static List<JsonNode> hits(String index, String query, int size) {
    String body = "{\"explain\":true,\"size\":" + size + ",\"query\":" + query + "}";
    Answer answer = NODE.post("/" + index + "/_search", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/hits/hits").size()).as(answer.text()).isPositive();
    return answer.at("/hits/hits").valueStream().toList();
  }

  private static JsonNode only(List<JsonNode> hits) {
    assertThat(hits).hasSize(1);
    return hits.getFirst().at("/_explanation");
  }

  /** Why a document of the index of space l2 is no hit. */
  private static JsonNode explain(String query, Object id) {
    Answer answer = NODE.post("/l2/_explain/" + id, "{\"query\":" + query + "}");
    assertThat(answer.at("/matched").asBoolean(true)).as(answer.text()).isFalse();
    return answer.at("/explanation");
  }

  private static String text(JsonNode explanation) {
    return explanation.at("/description").asText();
  }

  private static JsonNode detail(JsonNode explanation, String start) {
    List<JsonNode> found =
        explanation
            .at("/details")
            .valueStream()
            .filter(detail -> text(detail).startsWith(start))
            .toList();
    assertThat(found).as(start + " in " + explanation).hasSize(1);
    return found.getFirst();
  }

  /** All explanations in one that start with something. */
  private static List<JsonNode> all(JsonNode explanation, String start) {
    return explanation.findParents("description").stream()
        .filter(one -> text(one).startsWith(start))
        .toList();
  }
}
