package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vectors of nested documents. Document i has as many of them as its number, up to 40, all close to
 * i, so that the nearest nested documents of any query belong to few parents.
 */
class NestedSearchTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int DOCS = 41;

  @BeforeAll
  static void load() {
    for (String method : new String[] {"hnsw", "flat"}) {
      Answer answer =
          NODE.put(
              "/" + method,
              """
              {"settings": {"index.knn": true}, "mappings": {"properties": {
                "tag": {"type": "keyword"}, "number": {"type": "long"},
                "n": {"type": "nested", "properties": {"colour": {"type": "keyword"},
                  "v": {"type": "knn_vector", "dimension": 2, "method": {"name": "%s"}}}}}}}
              """
                  .formatted(method));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      for (int part = 0; part < 3; part++) {
        int rest = part;
        String bulk =
            IntStream.range(0, DOCS)
                .filter(i -> i % 3 == rest)
                .mapToObj(i -> "{\"index\":{\"_id\":\"" + i + "\"}}\n" + document(i) + "\n")
                .collect(Collectors.joining());
        assertThat(NODE.post("/" + method + "/_bulk?refresh=true", bulk).text())
            .contains("\"errors\":false");
      }
    }
  }

  private static String document(int i) {
    String nested =
        IntStream.range(0, i)
            .mapToObj(j ->
                "{\"colour\":\"%s\",\"v\":[%d,%s]}"
                    .formatted(j % 2 == 0 ? "red" : "blue", i, j / 1000f))
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"tag\":\"%s\",\"number\":%d,\"n\":%s}"
        .formatted(i % 2 == 0 ? "even" : "odd", i, nested);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hnsw", "flat"})
  void asManyParentsAreFoundAsWereAskedForEachByItsBestChild(String index) {
    Answer answer = search(index, "\"k\":5", "");
    assertThat(answer.hitIds()).containsExactly("40", "39", "38", "37", "36");
    assertThat(answer.at("/hits/total/value").asInt()).isEqualTo(5);
    assertThat(answer.at("/hits/hits/0/_score").asDouble()).isEqualTo(1.0);
    assertThat(answer.at("/hits/hits/1/_score").asDouble()).isEqualTo(0.5);
    assertThat(search(index, "\"k\":100", "").hitIds()).hasSize(DOCS - 1).startsWith("40");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hnsw", "flat"})
  void filtersMayAskOfNestedDocumentsOfTheirParentsOrOfBoth(String index) {
    String nested = "{\"term\":{\"n.colour\":\"blue\"}}";
    String parent = "{\"term\":{\"tag\":\"odd\"}}";
    String range = "{\"range\":{\"number\":{\"lt\":30}}}";
    String not = "{\"bool\":{\"must_not\":{\"term\":{\"tag\":\"odd\"}}}}";
    String both = "{\"bool\":{\"filter\":[%s,%s,%s]}}".formatted(nested, parent, range);
    assertThat(filtered(index, parent).hitIds()).containsExactly("39", "37", "35");
    assertThat(filtered(index, range).hitIds()).containsExactly("29", "28", "27");
    assertThat(filtered(index, not).hitIds()).containsExactly("40", "38", "36");
    assertThat(filtered(index, both).hitIds()).containsExactly("29", "27", "25");
    Answer blue = filtered(index, nested);
    assertThat(blue.hitIds()).containsExactly("40", "39", "38");
    assertThat(blue.at("/hits/hits/0/_score").asDouble()).isLessThan(1);
    assertThat(blue.at("/hits/hits/0/inner_hits/n/hits/hits/0/_source").toString())
        .contains("blue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hnsw", "flat"})
  void siblingsComeAlongWhereAskedFor(String index) {
    Answer alone = search(index, "\"k\":2", "\"inner_hits\":{\"size\":50},");
    assertThat(alone.at("/hits/hits/0/inner_hits/n/hits/total/value").asInt()).isEqualTo(1);
    String expand = "\"k\":2,\"expand_nested_docs\":true";
    Answer all = search(index, expand, "\"inner_hits\":{\"size\":50},");
    assertThat(all.hitIds()).containsExactly("40", "39");
    assertThat(all.at("/hits/hits/0/inner_hits/n/hits/total/value").asInt()).isEqualTo(40);
    assertThat(all.at("/hits/hits/1/inner_hits/n/hits/total/value").asInt()).isEqualTo(39);
    String red = expand + ",\"filter\":{\"term\":{\"n.colour\":\"red\"}}";
    Answer some = search(index, red, "\"inner_hits\":{\"size\":50},");
    assertThat(some.at("/hits/hits/0/inner_hits/n/hits/total/value").asInt()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hnsw", "flat"})
  void allWithinARadiusAreFound(String index) {
    Answer answer = search(index, "\"max_distance\":9.5", "\"inner_hits\":{},");
    assertThat(answer.hitIds()).containsExactly("40", "39", "38", "37");
    assertThat(answer.at("/hits/hits/3/inner_hits/n/hits/total/value").asInt()).isEqualTo(37);
  }

  private static Answer filtered(String index, String filter) {
    return search(index, "\"k\":3,\"filter\":" + filter, "\"inner_hits\":{},");
  }

  private static Answer search(String index, String what, String more) {
    Answer answer =
        NODE.post(
            "/" + index + "/_search",
            """
            {"size": 100, "query": {"nested": {"path": "n", "score_mode": "max", %s "query":
              {"knn": {"n.v": {"vector": [40, 0], %s}}}}}}
            """
                .formatted(more, what));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }
}
