package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent comes back, although its vectors are kept only once. */
class SourceTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final String PROPERTIES =
      """
      {"properties": {
        "v": {"type": "knn_vector", "dimension": 2},
        "o": {"properties": {"p": {"properties": {"v": {"type": "knn_vector", "dimension": 3}}}}},
        "n": {"type": "nested", "include_in_root": false, "properties": {
          "v": {"type": "knn_vector", "dimension": 2},
          "m": {"type": "nested", "properties": {"v": {"type": "knn_vector", "dimension": 1}}}}},
        "free": {"type": "object", "enabled": false}}}
      """;

  @BeforeAll
  static void create() {
    create("s", "{\"index.knn\": true, \"number_of_shards\": 2}", PROPERTIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":[1.0,2.5]}",
        "{ \"t\" : \"\\u00e9é\\n\\\"[\",\t\"v\" :  [1.0,-2.5E-7] , \"x\":1.0e2,\"y\":1.00 }  \n",
        "{\"o\":{\"p\":{\"v\":[0.001,2.0,3.4028235E38],\"w\":[[1,2],[3]]}},\"v\":[1.4E-45,0.1]}",
        "{\"o\":{\"p.v\":[0.1,0.2,0.3]},\"v\":[-0.0,1.0]}",
        "{\"o.p.v\":[0.1,0.2,0.3]}",
        "{\"n\":[{\"v\":[1.0,2.0],\"q\":1},{\"q\":2},{\"v\":null},{\"v\":[3.0,4.0],\"m\":["
            + "{\"v\":[7.0]},{},{\"v\":[8.0]}]}],\"v\":[5.0,6.0]}",
        "{\"n\":{\"v\":[1.0,2.0],\"m\":{\"v\":[9.0]}}}",
        "{\"v\":null,\"empty\":{}}",
        "{\"v\":[1.0,2.0],\"free\":{\"v\":[1,2,3],\"n\":[{\"v\":[1]}]}}",
        "{\"e1\":[],\"e2\":[{},{\"c\":[]}],\"d\":\"]}\",\"v\":[1.0,2.0],\"e\":\"\\\\\"}",
        "{}"
      })
  void aDocumentComesBackByteForByte(String sent) {
    String id = Integer.toHexString(sent.hashCode());
    index("s", id, sent);
    assertThat(NODE.get("/s/_source/" + id).text()).isEqualTo(sent);
    NODE.post("/s/_refresh", null);
    assertThat(NODE.get("/s/_source/" + id + "?realtime=false").text()).isEqualTo(sent);
    Answer hit = NODE.post("/s/_search", "{\"query\":{\"ids\":{\"values\":[\"" + id + "\"]}}}");
    assertThat(hit.text()).contains("\"_source\":" + sent);
  }

  @Test
  void aVectorComesBackEqualAsFloat32AndTheRestUntouched() {
    index("s", "f", "{\"k\":1.10,  \"v\":[ 0.123456789012345,\n16777217 ],\"w\" : [ 1 ]}");
    NODE.post("/s/_refresh", null);
    assertThat(NODE.get("/s/_source/f").text())
        .isEqualTo("{\"k\":1.10,  \"v\":[0.12345679,1.6777216E7],\"w\" : [ 1 ]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"v\":[1,2/*]*/]}|{\"v\":[1.0,2.0]}",
        "{\"v\":/*[*/[1,/*]*/2],/*\"v\":[*/\"a\":[1/*,*/]}//]|{\"v\":/*[*/[1.0,2.0],/*\"v\":[*/\"a\":[1/*,*/]}//]",
        "{\"n\":[{\"v\":[3,/*\"*/4]},{/*]*/}],\"v\":null}|{\"n\":[{\"v\":[3.0,4.0]},{/*]*/}],\"v\":null}",
        "{\"\\u0076\":[1,2]/*}*/}|{\"\\u0076\":[1.0,2.0]/*}*/}"
      })
  void aDocumentWithCommentsComesBackWhole(String sent, String stored) {
    index("s", "comments", sent);
    NODE.post("/s/_refresh", null);
    assertThat(NODE.get("/s/_source/comments?realtime=false").text()).isEqualTo(stored);
    assertThat(NODE.get("/s/_doc/comments").text()).endsWith("\"_source\":" + stored + "}");
    Answer update = NODE.post("/s/_update/comments?refresh=true", "{\"doc\":{\"b\":3}}");
    assertThat(update.status()).as(update.text()).isEqualTo(200);
    assertThat(NODE.get("/s/_source/comments").at("/b").asInt()).isEqualTo(3);
  }

  @Test
  void aPartialUpdateKeepsTheVector() {
    index("s", "u", "{\"v\":[1.5,2.5],\"a\":1}");
    assertThat(NODE.post("/s/_update/u", "{\"doc\":{\"a\":2}}").status()).isEqualTo(200);
    NODE.post("/s/_refresh", null);
    assertThat(NODE.post("/s/_update/u", "{\"doc\":{\"b\":3}}").status()).isEqualTo(200);
    String script = "{\"script\":{\"source\":\"ctx._source.c = ctx._source.v[1]\"}}";
    assertThat(NODE.post("/s/_update/u?refresh=true", script).status()).isEqualTo(200);
    assertThat(NODE.get("/s/_source/u").text())
        .isEqualTo("{\"v\":[1.5,2.5],\"a\":2,\"b\":3,\"c\":2.5}");
    assertThat(nearest("s", "[1.5,2.5]", 100)).contains("u");
  }

  @Test
  void otherFormatsThanJsonComeBackToo() {
    Answer answer =
        NODE.send(
            java.net.http.HttpRequest.newBuilder(NODE.url().resolve("/s/_doc/yaml?refresh=true"))
                .PUT(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "---\nv: [1.5, 2.5]\nyaml: b\n"))
                .header("Content-Type", "application/yaml"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(NODE.get("/s/_doc/yaml").at("/_source").toString())
        .isEqualTo("{\"v\":[1.5,2.5],\"yaml\":\"b\"}");
    assertThat(nearest("s", "[1.5,2.5]", 100)).contains("yaml");
  }

  @Test
  void vectorsSurviveMergesDeletesAndReindexing() {
    create("big", "{\"index.knn\": true, \"number_of_shards\": 1}", PROPERTIES);
    int docs = 200;
    for (int from = 0; from < docs; from += 50) {
      bulk("big", from, 50);
      NODE.post("/big/_refresh", null);
    }
    for (int i = 0; i < docs; i += 3) {
      assertThat(NODE.send("DELETE", "/big/_doc/" + i, null).status()).isEqualTo(200);
    }
    index("big", "7", document(7).replace("\"i\":7", "\"i\":700"));
    assertThat(NODE.post("/big/_forcemerge?max_num_segments=1", null).status()).isEqualTo(200);
    NODE.post("/big/_refresh", null);
    Answer reindex =
        NODE.post(
            "/_reindex?refresh=true",
            "{\"source\":{\"index\":\"big\"},\"dest\":{\"index\":\"copy\"}}");
    assertThat(reindex.at("/failures").size()).as(reindex.text()).isZero();
    for (int i = 0; i < docs; i++) {
      Answer answer = NODE.get("/big/_source/" + i);
      if (i % 3 == 0) {
        assertThat(answer.status()).isEqualTo(404);
      } else {
        String expected = i == 7 ? document(7).replace("\"i\":7", "\"i\":700") : document(i);
        assertThat(answer.text()).isEqualTo(expected);
        assertThat(NODE.get("/copy/_source/" + i).text()).isEqualTo(expected);
      }
    }
    assertThat(nearest("big", "[" + 100f + ",1.0]", 1)).containsExactly("100");
  }

  @Test
  void sortedIndexesKeepEachDocumentsVector() {
    create(
        "sorted",
        "{\"index.knn\": true, \"index.sort.field\": \"i\", \"index.sort.order\": \"desc\"}",
        "{\"properties\":{\"i\":{\"type\":\"long\"},"
            + "\"v\":{\"type\":\"knn_vector\",\"dimension\":2}}}");
    for (int part = 0; part < 3; part++) {
      for (int i = part; i < 30; i += 3) {
        index("sorted", "" + i, "{\"i\":" + i * 7 % 30 + ",\"v\":[" + (float) i + ",0.5]}");
      }
      NODE.post("/sorted/_refresh", null);
    }
    NODE.post("/sorted/_forcemerge?max_num_segments=1", null);
    NODE.post("/sorted/_refresh", null);
    for (int i = 0; i < 30; i++) {
      assertThat(NODE.get("/sorted/_source/" + i).text())
          .isEqualTo("{\"i\":" + i * 7 % 30 + ",\"v\":[" + (float) i + ",0.5]}");
    }
  }

  @Test
  void aMappingThatExcludesTheVectorFromSourceSurvivesMerges() {
    create(
        "without",
        "{\"index.knn\": true}",
        "{\"_source\":{\"excludes\":[\"v\"]},\"properties\":"
            + "{\"v\":{\"type\":\"knn_vector\",\"dimension\":2}}}");
    index("without", "1", "{\"v\":[1,2],\"a\":1}");
    NODE.post("/without/_refresh", null);
    index("without", "2", "{\"v\":[3,4],\"a\":2}");
    NODE.post("/without/_forcemerge?max_num_segments=1", null);
    NODE.post("/without/_refresh", null);
    assertThat(NODE.get("/without/_source/1").text()).isEqualTo("{\"a\":1}");
    assertThat(nearest("without", "[3,4]", 1)).containsExactly("2");
  }

  @Test
  void aSearchMayLeaveVectorsOutOrTakeThemAlone() {
    create("parts", "{\"index.knn\": true}", PROPERTIES);
    index("parts", "1", "{\"v\":[1,2],\"a\":1,\"o\":{\"p\":{\"v\":[1,2,3],\"b\":2}}}");
    NODE.post("/parts/_refresh", null);
    assertThat(source("{\"_source\":{\"excludes\":[\"v\",\"*.v\"]}}"))
        .isEqualTo(RunningNode.json("{\"a\":1,\"o\":{\"p\":{\"b\":2}}}"));
    assertThat(source("{\"_source\":[\"a\"]}")).isEqualTo(RunningNode.json("{\"a\":1}"));
    assertThat(source("{\"_source\":[\"v\"]}")).isEqualTo(RunningNode.json("{\"v\":[1.0,2.0]}"));
    assertThat(source("{\"_source\":\"o.*\"}"))
        .isEqualTo(RunningNode.json("{\"o\":{\"p\":{\"b\":2,\"v\":[1.0,2.0,3.0]}}}"));
    assertThat(source("{\"_source\":[\"o\"]}"))
        .isEqualTo(RunningNode.json("{\"o\":{\"p\":{\"b\":2,\"v\":[1.0,2.0,3.0]}}}"));
    Answer fields =
        NODE.post("/parts/_search", "{\"_source\":[\"a\"],\"fields\":[\"v\",\"o.p.v\"]}");
    assertThat(fields.at("/hits/hits/0/fields").toString())
        .isEqualTo("{\"v\":[1.0,2.0],\"o.p.v\":[1.0,2.0,3.0]}");
  }

  @Test
  void aNestedVectorIsFoundAndItsInnerHitIsWhole() {
    create("nest", "{\"index.knn\": true}", PROPERTIES);
    index("nest", "1", "{\"n\":[{\"v\":[1,1],\"q\":\"a\"},{\"v\":[2,2],\"q\":\"b\"}]}");
    index("nest", "2", "{\"n\":[{\"v\":[9,9],\"q\":\"c\"}]}");
    NODE.post("/nest/_refresh", null);
    Answer answer =
        NODE.post(
            "/nest/_search",
            """
            {"_source": ["none"], "query": {"nested": {"path": "n", "inner_hits": {}, "query":
              {"knn": {"n.v": {"vector": [2, 2], "k": 1}}}}}}
            """);
    assertThat(answer.hitIds()).startsWith("1");
    assertThat(answer.at("/hits/hits/0/inner_hits/n/hits/hits/0/_source").toString())
        .contains("[2.0,2.0]", "\"q\":\"b\"");
  }

  @Test
  void anOpenScrollReadsVectorsOfFilesMergedAway() {
    create("scroll", "{\"index.knn\": true}", PROPERTIES);
    for (int from = 0; from < 100; from += 20) {
      bulk("scroll", from, 20);
      NODE.post("/scroll/_refresh", null);
    }
    Answer first = NODE.post("/scroll/_search?scroll=1m", "{\"size\":1,\"sort\":[\"_doc\"]}");
    NODE.post("/scroll/_forcemerge?max_num_segments=1", null);
    NODE.post("/scroll/_flush", null);
    String id = first.at("/_scroll_id").asText();
    Answer rest = NODE.post("/_search/scroll", "{\"scroll\":\"1m\",\"scroll_id\":\"" + id + "\"}");
    assertThat(rest.at("/hits/hits/0/_source").toString())
        .isEqualTo(document(rest.at("/hits/hits/0/_id").asInt()));
  }

  @Test
  void vectorsTakeTheirDiskOnlyOnce() {
    int dimension = 1280;
    int docs = 200;
    create(
        "size",
        "{\"index.knn\": true}",
        "{\"properties\":{\"v\":{\"type\":\"knn_vector\",\"dimension\":1280}}}");
    Random random = new Random(3);
    String bulk =
        IntStream.range(0, docs)
            .mapToObj(i ->
                action(i)
                    + random
                        .doubles(dimension)
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(",", "{\"v\":[", "]}\n")))
            .collect(Collectors.joining());
    NODE.post("/size/_bulk", bulk);
    NODE.post("/size/_forcemerge?max_num_segments=1", null);
    NODE.post("/size/_refresh", null);
    NODE.post("/size/_flush", null);
    long store = NODE.get("/size/_stats/store").at("/_all/total/store/size_in_bytes").asLong();
    long raw = (long) docs * dimension * Float.BYTES;
    long codes = docs * (192L + 656);
    // The text of these vectors is five times the raw bytes. So few have no graph.
    assertThat(store).isBetween(raw + codes, (raw + codes) * 5 / 4);
  }

  private static JsonNode source(String search) {
    return NODE.post("/parts/_search", search).at("/hits/hits/0/_source");
  }

  private static void create(String index, String settings, String mappings) {
    Answer answer =
        NODE.put("/" + index, "{\"settings\":" + settings + ",\"mappings\":" + mappings + "}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static void index(String index, String id, String document) {
    Answer answer = NODE.put("/" + index + "/_doc/" + id, document);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
  }

  private static void bulk(String index, int from, int docs) {
    String body =
        IntStream.range(from, from + docs)
            .mapToObj(i -> action(i) + document(i) + "\n")
            .collect(Collectors.joining());
    Answer answer = NODE.post("/" + index + "/_bulk", body);
    assertThat(answer.at("/errors").asBoolean()).as(answer.text()).isFalse();
  }

  private static String action(int id) {
    return "{\"index\":{\"_id\":\"" + id + "\"}}\n";
  }

  /** Some have nested documents, some no vector of their own. */
  private static String document(int i) {
    String nested =
        IntStream.range(0, i % 4)
            .mapToObj(j -> "{\"v\":[" + (float) i + "," + (float) j + "]}")
            .collect(Collectors.joining(",", "[", "]"));
    String own = i % 5 == 4 ? "null" : "[" + (float) i + ",1.0]";
    return "{\"i\":" + i + ",\"n\":" + nested + ",\"v\":" + own + "}";
  }

  private static java.util.List<String> nearest(String index, String vector, int k) {
    return NODE.post(
            "/" + index + "/_search",
            "{\"size\":"
                + k
                + ",\"_source\":false,\"query\":{\"knn\":{\"v\":{\"vector\":"
                + vector
                + ",\"k\":"
                + k
                + "}}}}")
        .hitIds();
  }
}
