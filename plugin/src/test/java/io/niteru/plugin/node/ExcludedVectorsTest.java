package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors that the mapping excludes from {@code _source}, of documents that are written again. */
class ExcludedVectorsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final String DOCUMENT =
      "{\"v\":[1,2],\"n\":1,\"o\":{\"v\":[3,4],\"q\":\"x\"},"
          + "\"c\":[{\"v\":[5,6],\"q\":\"y\"},{\"q\":\"without\"},{\"v\":[7,8]}]}";
  private static final String SEEN =
      "{\"n\":%d,\"o\":{\"q\":\"x\"},\"c\":[{\"q\":\"y\"},{\"q\":\"without\"}]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /%s/_update/1|{'doc':{'n':2}}",
        "POST /%s/_update/1|{'script':{'source':'ctx._source.n = 2'}}",
        "POST /%s/_update/1|{'doc':{'n':2},'upsert':{'n':9}}",
        "POST /%s/_bulk|{'update':{'_id':'1'}}\n{'doc':{'n':2}}\n",
        "POST /%s/_update_by_query?refresh=true|{'script':{'source':'ctx._source.n = 2'}}",
        "POST /%s/_update_by_query?refresh=true&slices=2|{'script':{'source':'ctx._source.n = 2'}}"
      })
  void anUpdateOfAnotherFieldKeepsThem(String request) {
    String index = "i" + Integer.toHexString(request.hashCode());
    create(index, "[\"v\",\"*.v\"]");
    ok(NODE.put("/" + index + "/_doc/1?refresh=true", DOCUMENT));
    check(index, 1);
    update(index, request);
    check(index, 2);
    ok(NODE.post("/" + index + "/_forcemerge?max_num_segments=1", null));
    update(index, request);
    check(index, 2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void severalUpdatesOfADocumentThatNoSegmentHasYetKeepThem(boolean bulk) {
    String index = "unrefreshed" + bulk;
    create(index, "[\"v\",\"*.v\"]");
    ok(NODE.put("/" + index + "/_settings", "{\"index.refresh_interval\":\"-1\"}"));
    ok(NODE.put("/" + index + "/_doc/1", DOCUMENT));
    for (int n = 2; n < 6; n++) {
      if (bulk) {
        String two = "{\"update\":{\"_id\":\"1\"}}\n{\"doc\":{\"n\":%d}}\n";
        ok(NODE.post("/" + index + "/_bulk", two.formatted(-n) + two.formatted(n)));
      } else {
        ok(NODE.post("/" + index + "/_update/1", "{\"doc\":{\"n\":" + n + "}}"));
      }
    }
    ok(NODE.post("/" + index + "/_refresh", null));
    check(index, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'excludes':['o','c']}", "{'includes':['n']}", "{'excludes':['*v']}"})
  void wholeObjectsMayBeExcluded(String source) {
    String index = "objects" + Integer.toHexString(source.hashCode());
    createWith(index, source.replace('\'', '"'));
    ok(NODE.put("/" + index + "/_doc/1?refresh=true", DOCUMENT));
    String before = NODE.get("/" + index + "/_source/1").text();
    assertThat(before).doesNotContain("[3", "[5", "[7");
    ok(NODE.post("/" + index + "/_update/1?refresh=true", "{\"doc\":{\"n\":2}}"));
    assertThat(NODE.get("/" + index + "/_source/1").text())
        .isEqualTo(before.replace("\"n\":1", "\"n\":2"));
    found(index);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"_source\":[\"v\",\"*.v\",\"n\"]"})
  void aCopyOfTheIndexHasThem(String part) {
    String index = "from" + part.length();
    create(index, "[\"v\",\"*.v\"]");
    ok(NODE.put("/" + index + "/_doc/1?refresh=true", DOCUMENT));
    String to = "to" + part.length();
    create(to, "[]");
    ok(
        NODE.post(
            "/_reindex?refresh=true",
            "{\"source\":{\"index\":\"%s\"%s},\"dest\":{\"index\":\"%s\"}}"
                .formatted(index, part, to)));
    assertThat(NODE.get("/" + to + "/_source/1").text()).contains("[1.0,2.0]", "[7.0,8.0]");
    found(to);
    assertThat(NODE.get("/" + index + "/_source/1").json()).isEqualTo(seen(1));
  }

  private static void create(String index, String excludes) {
    createWith(index, "{\"excludes\":" + excludes + "}");
  }

  private static void createWith(String index, String source) {
    String vector = "{\"type\":\"knn_vector\",\"dimension\":2}";
    ok(
        NODE.put(
            "/" + index,
            """
            {"settings": {"index.knn": true, "number_of_shards": 1},
             "mappings": {"_source": %s, "properties": {"v": %s, "o": {"properties": {"v": %s}},
               "c": {"type": "nested", "properties": {"v": %s}}}}}
            """
                .formatted(source, vector, vector, vector)));
  }

  private static void update(String index, String request) {
    String[] parts = request.split("\\|");
    String[] line = parts[0].formatted(index).split(" ");
    ok(NODE.send(line[0], line[1], parts[1].replace('\'', '"').replace("\"\"", "\"")));
    ok(NODE.post("/" + index + "/_refresh", null));
  }

  private static void check(String index, int n) {
    assertThat(NODE.get("/" + index + "/_source/1").json()).isEqualTo(seen(n));
    Answer hits = NODE.post("/" + index + "/_search", "{}");
    assertThat(hits.at("/hits/hits/0/_source")).isEqualTo(seen(n));
    found(index);
  }

  private static com.fasterxml.jackson.databind.JsonNode seen(int n) {
    return RunningNode.json(SEEN.formatted(n));
  }

  private static void found(String index) {
    for (String[] field : new String[][] {{"v", "[1,2]"}, {"o.v", "[3,4]"}}) {
      exact(index, "{\"knn\":{\"" + field[0] + "\":{\"vector\":" + field[1] + ",\"k\":1}}}");
    }
    for (String vector : new String[] {"[5,6]", "[7,8]"}) {
      exact(
          index,
          "{\"nested\":{\"path\":\"c\",\"score_mode\":\"max\",\"query\":{\"knn\":{\"c.v\":{\"vector\":"
              + vector
              + ",\"k\":1}}}}}");
    }
  }

  private static void exact(String index, String query) {
    Answer answer = ok(NODE.post("/" + index + "/_search", "{\"query\":" + query + "}"));
    assertThat(answer.at("/hits/hits/0/_score").asDouble()).as(query).isEqualTo(1.0);
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    assertThat(answer.text()).doesNotContain("\"errors\":true").doesNotContain("\"failures\":[{");
    return answer;
  }
}
