package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The query amid everything else a search may ask for. Document i of both indexes is at [i, 0], in
 * group i % 4.
 */
class SearchContextsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int DOCS = 40;
  private static final String NEAR_ZERO = knn("f", "[0,0]", 8, "");

  @BeforeAll
  static void load() {
    for (String index : new String[] {"one", "two"}) {
      Answer answer =
          NODE.put(
              "/" + index,
              """
              {"settings": {"index.knn": true, "number_of_shards": 1},
               "aliases": {"both": {}},
               "mappings": {"properties": {
                "f": {"type": "knn_vector", "dimension": 2},
                "b": {"type": "knn_vector", "dimension": 2, "data_type": "byte", "store": true},
                "kept": {"type": "alias", "path": "f"},
                "g": {"type": "keyword"}, "n": {"type": "long"}, "t": {"type": "text"}}}}
              """);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      String bulk =
          IntStream.range(0, DOCS)
              .mapToObj(i ->
                  """
                  {"index":{"_id":"%s%d"}}
                  {"f":[%d,0],"b":[%d,-1],"g":"g%d","n":%d,"t":"%s"}
                  """
                      .formatted(
                          index.equals("one") ? "" : "t",
                          i,
                          i,
                          i,
                          i % 4,
                          1_000 - i,
                          i == 20 ? "rare word" : "word"))
              .collect(Collectors.joining());
      assertThat(NODE.post("/" + index + "/_bulk?refresh=true", bulk).text())
          .contains("\"errors\":false");
    }
  }

  @Test
  void pagesAreCutOutOfWhatWasSelected() {
    Answer answer = search("\"from\":2,\"size\":3,\"query\":" + NEAR_ZERO);
    assertThat(answer.hitIds()).containsExactly("2", "3", "4");
    assertThat(answer.at("/hits/total/value").asInt()).isEqualTo(8);
    assertThat(search("\"from\":8,\"query\":" + NEAR_ZERO).hitIds()).isEmpty();
  }

  @Test
  void hitsMayBeSortedAndContinuedAfterAnother() {
    String sorted = "\"size\":3,\"sort\":[{\"n\":\"asc\"}],\"query\":" + NEAR_ZERO;
    Answer first = search(sorted);
    assertThat(first.hitIds()).containsExactly("7", "6", "5");
    String after = first.at("/hits/hits/2/sort").toString();
    assertThat(search(sorted + ",\"search_after\":" + after).hitIds())
        .containsExactly("4", "3", "2");
    String byScore = "\"size\":4,\"sort\":[\"_score\",{\"n\":\"desc\"}],\"query\":" + NEAR_ZERO;
    String second = search(byScore).at("/hits/hits/3/sort").toString();
    assertThat(search(byScore + ",\"search_after\":" + second).hitIds())
        .containsExactly("4", "5", "6", "7");
  }

  @Test
  void hitsMayBeCollapsedAndAggregated() {
    Answer collapsed = search("\"collapse\":{\"field\":\"g\"},\"query\":" + NEAR_ZERO);
    assertThat(collapsed.hitIds()).containsExactly("0", "1", "2", "3");
    Answer counted =
        search(
            "\"size\":0,\"aggs\":{\"g\":{\"terms\":{\"field\":\"g\"}},\"n\":{\"min\":{\"field\":"
                + "\"n\"}},\"h\":{\"top_hits\":{\"size\":1}}},\"query\":"
                + NEAR_ZERO);
    assertThat(counted.at("/aggregations/g/buckets").size()).isEqualTo(4);
    assertThat(counted.at("/aggregations/g/buckets/0/doc_count").asInt()).isEqualTo(2);
    assertThat(counted.at("/aggregations/n/value").asInt()).isEqualTo(993);
    assertThat(counted.at("/aggregations/h/hits/hits/0/_id").asText()).isEqualTo("0");
    Answer filter = search("\"size\":0,\"aggs\":{\"near\":{\"filter\":" + NEAR_ZERO + "}}");
    assertThat(filter.at("/aggregations/near/doc_count").asInt()).isEqualTo(8);
  }

  @Test
  void scoresAreExplainedAndTheSearchIsProfiled() {
    for (String query : queries()) {
      Answer answer = search("\"explain\":true,\"profile\":true,\"size\":20,\"query\":" + query);
      assertThat(answer.at("/hits/hits").size()).as(query).isPositive();
      for (JsonNode hit : answer.at("/hits/hits")) {
        assertThat(hit.at("/_explanation/value").asDouble())
            .isCloseTo(hit.at("/_score").asDouble(), within(1e-6));
      }
      assertThat(answer.at("/profile/shards/0/searches/0/query").size()).isPositive();
    }
    String one = "{\"query\":" + NEAR_ZERO + "}";
    assertThat(NODE.post("/one/_explain/3", one).at("/matched").asBoolean()).isTrue();
    assertThat(NODE.post("/one/_explain/9", one).at("/matched").asBoolean()).isFalse();
  }

  @Test
  void severalSearchesAndCountsAreAnswered() {
    String lines =
        "{\"index\":\"one\"}\n{\"query\":%s}\n{\"index\":\"two\"}\n{\"query\":%s}\n"
            .formatted(NEAR_ZERO, knn("f", "[39,0]", 2, ""));
    Answer answer = NODE.post("/_msearch", lines);
    assertThat(answer.at("/responses/0/hits/total/value").asInt()).isEqualTo(8);
    assertThat(answer.at("/responses/1/hits/hits/0/_id").asText()).isEqualTo("t39");
    for (String query : queries()) {
      int total = search("\"query\":" + query).at("/hits/total/value").asInt();
      assertThat(NODE.post("/one/_count", "{\"query\":" + query + "}").at("/count").asInt())
          .isEqualTo(total);
    }
    assertThat(NODE.post("/one/_validate/query", "{\"query\":" + NEAR_ZERO + "}").text())
        .contains("\"valid\":true");
  }

  @Test
  void aScrollAndAPointInTimeGoThroughAllThatWasSelected() {
    Answer page = NODE.post("/one/_search?scroll=1m", "{\"size\":3,\"query\":" + NEAR_ZERO + "}");
    List<String> scrolled = new ArrayList<>();
    while (!page.hitIds().isEmpty()) {
      scrolled.addAll(page.hitIds());
      page =
          NODE.post(
              "/_search/scroll",
              "{\"scroll\":\"1m\",\"scroll_id\":\"" + page.at("/_scroll_id").asText() + "\"}");
    }
    assertThat(scrolled).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");

    Answer pit = NODE.post("/one/_search/point_in_time?keep_alive=1m", null);
    String at = "{\"pit\":{\"id\":\"" + pit.at("/pit_id").asText() + "\"},\"size\":5,\"sort\":";
    String rest = "[\"_score\",\"_shard_doc\"],\"query\":" + NEAR_ZERO;
    Answer first = NODE.post("/_search", at + rest + "}");
    assertThat(first.hitIds()).as(first.text()).containsExactly("0", "1", "2", "3", "4");
    String after = first.at("/hits/hits/4/sort").toString();
    assertThat(NODE.post("/_search", at + rest + ",\"search_after\":" + after + "}").hitIds())
        .containsExactly("5", "6", "7");
  }

  @Test
  void severalIndexesAreSearchedByNameOrAlias() {
    for (String indexes : new String[] {"one,two", "both", "o*,t*"}) {
      Answer answer =
          NODE.post("/" + indexes + "/_search", "{\"size\":4,\"query\":" + NEAR_ZERO + "}");
      assertThat(answer.hitIds()).containsExactlyInAnyOrder("0", "t0", "1", "t1");
      assertThat(answer.at("/hits/total/value").asInt()).isEqualTo(16);
    }
    assertThat(search("\"query\":" + knn("kept", "[5,0]", 1, "")).hitIds()).containsExactly("5");
  }

  @Test
  void vectorsAreReturnedWithoutTheSource() {
    Answer answer =
        search(
            "\"size\":1,\"_source\":false,\"fields\":[\"f\",\"b\"],\"query\":"
                + knn("f", "[7,0]", 1, ""));
    assertThat(answer.at("/hits/hits/0/fields").toString())
        .isEqualTo("{\"b\":[7,-1],\"f\":[7.0,0.0]}");
    answer =
        search(
            "\"size\":1,\"_source\":false,\"docvalue_fields\":[{\"field\":\"f\",\"format\":"
                + "\"array\"},{\"field\":\"b\",\"format\":\"array\"}],\"query\":"
                + knn("b", "[7,-1]", 1, ""));
    assertThat(answer.at("/hits/hits/0/fields").toString())
        .isEqualTo("{\"b\":[[7,-1]],\"f\":[[7.0,0.0]]}");
    answer =
        search(
            "\"size\":1,\"stored_fields\":[\"b\"],\"docvalue_fields\":[\"f\"],\"query\":"
                + knn("f", "[7,0]", 1, ""));
    byte[] bytes =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(7).putFloat(0).array();
    assertThat(answer.at("/hits/hits/0/fields/f/0").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(bytes));
    assertThat(answer.at("/hits/hits/0/fields/b").toString()).isEqualTo("[[7,-1]]");
    assertThat(search("\"docvalue_fields\":[{\"field\":\"f\",\"format\":\"x\"}]").status())
        .isEqualTo(400);
  }

  @Test
  void vectorsAreNeitherSortedByNorAggregated() {
    for (String what :
        new String[] {"\"sort\":[\"f\"]", "\"aggs\":{\"a\":{\"terms\":{\"field\":\"f\"}}}"}) {
      Answer answer = search(what);
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }
    assertThat(search("\"query\":{\"term\":{\"f\":1}}").text())
        .contains("KNN vector do not support exact searching, use KNN queries instead: [f]");
  }

  @Test
  void textAndVectorsAreSearchedTogether() {
    String text = "{\"match\":{\"t\":\"rare\"}}";
    String both = "\"query\":{\"bool\":{\"should\":[" + text + "," + NEAR_ZERO + "]}}";
    Answer answer = search(both);
    assertThat(answer.at("/hits/total/value").asInt()).isEqualTo(9);
    assertThat(answer.hitIds().subList(0, 2)).containsExactly("20", "0");
    String two = "[" + NEAR_ZERO + "," + knn("b", "[0,-1]", 4, "") + "]";
    Answer sum = search("\"query\":{\"bool\":{\"must\":" + two + "}}");
    assertThat(sum.hitIds()).containsExactly("0", "1", "2", "3");
    assertThat(sum.at("/hits/hits/1/_score").asDouble()).isEqualTo(1.0);
    Answer best = search("\"query\":{\"dis_max\":{\"queries\":" + two + "}}");
    assertThat(best.at("/hits/hits/1/_score").asDouble()).isEqualTo(0.5);
    Answer not = search("\"query\":{\"bool\":{\"must_not\":" + NEAR_ZERO + "}}");
    assertThat(not.at("/hits/total/value").asInt()).isEqualTo(DOCS - 8);
    Answer factor =
        search(
            "\"query\":{\"function_score\":{\"boost_mode\":\"replace\",\"field_value_factor\":"
                + "{\"field\":\"n\"},\"query\":"
                + NEAR_ZERO
                + "}}");
    assertThat(factor.hitIds()).startsWith("0", "1");
    assertThat(factor.at("/hits/hits/0/_score").asInt()).isEqualTo(1_000);
    Answer again =
        search(
            "\"query\":"
                + text
                + ",\"rescore\":{\"window_size\":5,\"query\":{\"rescore_query\":"
                + knn("f", "[20,0]", 1, ",\"boost\":100")
                + "}}");
    assertThat(again.at("/hits/hits/0/_score").asDouble()).isGreaterThan(100);
  }

  @Test
  void documentsAreDeletedByQueryAndEqualOnesComeInTheirOrder() {
    NODE.put(
        "/ties",
        "{\"settings\":{\"index.knn\":true},\"mappings\":{\"properties\":{\"f\":{\"type\":"
            + "\"knn_vector\",\"dimension\":2}}}}");
    for (String id : new String[] {"c", "a", "d", "b"}) {
      NODE.put("/ties/_doc/" + id, "{\"f\":[1,1]}");
    }
    NODE.put("/ties/_doc/e", "{\"f\":[3,1]}");
    NODE.post("/ties/_refresh", null);
    String query = "{\"query\":" + knn("f", "[1,1]", 3, "") + "}";
    assertThat(NODE.post("/ties/_search", query).hitIds()).containsExactly("c", "a", "d");
    String nearest = "{\"query\":" + knn("f", "[4,1]", 1, "") + "}";
    Answer deleted = NODE.post("/ties/_delete_by_query?refresh=true", nearest);
    assertThat(deleted.at("/deleted").asInt()).isEqualTo(1);
    assertThat(NODE.post("/ties/_search", nearest).hitIds()).containsExactly("c");
  }

  /** One of each kind, on a field with a graph and on one without. */
  private static List<String> queries() {
    List<String> queries = new ArrayList<>();
    for (String field : new String[] {"f", "b"}) {
      String vector = field.equals("f") ? "[0,0]" : "[0,-1]";
      queries.add(knn(field, vector, 8, ""));
      queries.add(knn(field, vector, 8, ",\"boost\":2,\"filter\":{\"term\":{\"g\":\"g1\"}}"));
      queries.add(radial(field, vector, "\"max_distance\":50"));
      queries.add(radial(field, vector, "\"min_score\":0.1,\"boost\":3"));
    }
    return queries;
  }

  private static String radial(String field, String vector, String what) {
    return "{\"knn\":{\"" + field + "\":{\"vector\":" + vector + "," + what + "}}}";
  }

  private static String knn(String field, String vector, int k, String more) {
    return radial(field, vector, "\"k\":" + k + more);
  }

  private static Answer search(String body) {
    return NODE.post("/one/_search", "{" + body + "}");
  }
}
