package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Thousands of requests that are nearly right: each is answered or refused, none fails. */
class FuzzTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int QUERIES = 2_500;
  private static final int DOCUMENTS = 1_500;
  private static final int MAPPINGS = 600;

  private static final String FIELDS =
      """
      {"f":{"type":"knn_vector","dimension":4,"method":{"name":"hnsw","engine":"faiss",
            "space_type":"l2","parameters":{"m":16,"ef_construction":64,
            "encoder":{"name":"sq","parameters":{"type":"fp16"}}}},"meta":{"unit":"none"}},
       "c":{"type":"knn_vector","dimension":4,"space_type":"cosinesimil","mode":"on_disk",
            "compression_level":"32x"},
       "b":{"type":"knn_vector","dimension":4,"data_type":"byte"},
       "h":{"type":"knn_vector","dimension":32,"data_type":"binary","space_type":"hamming"},
       "n":{"type":"nested","properties":{"f":{"type":"knn_vector","dimension":2}}},
       "t":{"type":"text"},"g":{"type":"integer"}}
      """;
  private static final String DOCUMENT =
      """
      {"f":[1,2,3,4],"c":[0.5,0.25,-1,2],"b":[1,-2,3,127],"h":[1,2,3,-4],
       "n":[{"f":[1,2]},{"f":[3,4]}],"t":"some words","g":7}
      """;
  private static final List<String> QUERY_BODIES =
      List.of(
          """
          {"query":{"knn":{"f":{"vector":[1,2,3,4],"k":3,"filter":{"term":{"g":7}},
            "method_parameters":{"ef_search":50},"rescore":{"oversample_factor":2.0},
            "boost":2,"_name":"near","ignore_unmapped":false}}},"size":5,"from":0,
           "_source":["t"],"docvalue_fields":["f"],"fields":["c"],"explain":true}
          """,
          """
          {"query":{"knn":{"c":{"vector":[1,2,3,4],"min_score":0.4}}},
           "aggs":{"g":{"terms":{"field":"g"}}},"sort":["_score",{"g":"asc"}],"profile":true}
          """,
          """
          {"query":{"knn":{"f":{"vector":[1,2,3,4],"max_distance":9,
            "filter":{"bool":{"must":[{"match":{"t":"words"}}]}}}}},"collapse":{"field":"g"}}
          """,
          """
          {"query":{"bool":{"should":[{"knn":{"b":{"vector":[1,2,3,4],"k":2}}},
            {"knn":{"h":{"vector":[1,2,3,4],"k":2}}},{"match":{"t":"words"}}],
            "filter":[{"range":{"g":{"gte":1}}}]}}}
          """,
          """
          {"query":{"nested":{"path":"n","score_mode":"max","query":{"knn":{"n.f":{
            "vector":[1,2],"k":2,"expand_nested_docs":true}}},"inner_hits":{}}}}
          """,
          """
          {"query":{"script_score":{"query":{"match_all":{}},"script":{"lang":"knn",
            "source":"knn_score","params":{"field":"f","query_value":[1,2,3,4],
            "space_type":"l2"}}}}}
          """,
          """
          {"query":{"script_score":{"query":{"match_all":{}},"script":{
            "source":"1 / (1 + l2Squared(params.q, doc['f']))","params":{"q":[1,2,3,4]}}}}}
          """,
          """
          {"query":{"function_score":{"query":{"knn":{"f":{"vector":[1,2,3,4],"k":3}}},
            "weight":2}}}
          """);

  @BeforeAll
  static void load() {
    Answer created = NODE.put("/fuzz", index(FIELDS));
    assertThat(created.status()).as(created.text()).isEqualTo(200);
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String document = RunningNode.json(DOCUMENT).toString();
      bulk.append("{\"index\":{\"_id\":\"").append(i).append("\"}}\n");
      bulk.append(document.replace("[1,2,3,4]", "[" + i + ",2,3,4]")).append('\n');
    }
    Answer loaded = NODE.post("/fuzz/_bulk?refresh=true", bulk.toString());
    assertThat(loaded.at("/errors").asBoolean(true)).as(loaded.text()).isFalse();
    for (String body : QUERY_BODIES) {
      Answer valid = NODE.post("/fuzz/_search", RunningNode.json(body).toString());
      assertThat(valid.status()).as(body + valid.text()).isEqualTo(200);
    }
  }

  @Test
  void mutatedQueriesAreAnsweredOrRefused() {
    Mutations mutations = new Mutations(1);
    List<JsonNode> bodies = QUERY_BODIES.stream().map(RunningNode::json).toList();
    Outcome outcome = new Outcome();
    for (int i = 0; i < QUERIES; i++) {
      ObjectNode body = bodies.get(i % bodies.size()).deepCopy();
      outcome.add("POST", "/fuzz/_search", mutations.mutate(body, "query"));
    }
    outcome.check(QUERIES);
    stillRight();
  }

  @Test
  void mutatedDocumentsAreStoredOrRefused() {
    NODE.put("/documents", index(FIELDS));
    Mutations mutations = new Mutations(2);
    Outcome outcome = new Outcome();
    for (int i = 0; i < DOCUMENTS; i++) {
      outcome.add(
          "PUT",
          "/documents/_doc/" + i % 50,
          mutations.mutate(RunningNode.json(DOCUMENT).deepCopy()));
      if (i % 100 == 0) {
        NODE.post("/documents/_refresh", null);
      }
    }
    outcome.check(DOCUMENTS);
    NODE.post("/documents/_refresh", null);
    for (String body : QUERY_BODIES) {
      Answer answer = NODE.post("/documents/_search", RunningNode.json(body).toString());
      assertThat(answer.status()).as(body + answer.text()).isLessThan(500);
    }
    assertThat(NODE.get("/documents/_search?size=100").status()).isEqualTo(200);
    Answer merged = NODE.post("/documents/_forcemerge?max_num_segments=1", null);
    assertThat(merged.at("/_shards/failed").asInt(-1)).as(merged.text()).isZero();
    stillRight();
  }

  @Test
  void mutatedMappingsAreAcceptedOrRefused() {
    Mutations mutations = new Mutations(3);
    Outcome outcome = new Outcome();
    for (int i = 0; i < MAPPINGS; i++) {
      String name = "/mapped-" + i;
      Answer created = outcome.add("PUT", name, mapping(mutations));
      if (created.status() == 200) {
        outcome.add("PUT", name + "/_doc/1?refresh=true", bytes(DOCUMENT));
        outcome.add("POST", name + "/_search", bytes(QUERY_BODIES.get(i % QUERY_BODIES.size())));
        NODE.send("DELETE", name, null);
      }
    }
    outcome.check(MAPPINGS);
    stillRight();
  }

  @Test
  void aBadDocumentOfABulkFailsAlone() {
    NODE.put("/bulk", index(FIELDS));
    Mutations mutations = new Mutations(4);
    for (int round = 0; round < 40; round++) {
      String bad =
          new String(
              mutations.mutate(RunningNode.json(DOCUMENT).deepCopy()), StandardCharsets.UTF_8);
      String good = RunningNode.json(DOCUMENT).toString();
      Answer answer =
          NODE.post(
              "/bulk/_bulk?refresh=true",
              """
              {"index":{"_id":"a%d"}}
              %s
              {"index":{"_id":"b%d"}}
              %s
              {"index":{"_id":"c%d"}}
              %s
              """
                  .formatted(round, good, round, bad.replaceAll("[\\r\\n]", " "), round, good));
      assertThat(answer.status()).as(bad + answer.text()).isEqualTo(200);
      assertThat(answer.at("/items/0/index/status").asInt()).as(answer.text()).isEqualTo(201);
      assertThat(answer.at("/items/1/index/status").asInt()).as(bad).isIn(200, 201, 400);
      assertThat(answer.at("/items/2/index/status").asInt()).as(answer.text()).isEqualTo(201);
    }
    assertThat(NODE.get("/bulk/_count?q=_id:a*").status()).isLessThan(500);
    for (int round = 0; round < 40; round++) {
      assertThat(NODE.get("/bulk/_doc/a" + round).at("/found").asBoolean()).isTrue();
      assertThat(NODE.get("/bulk/_doc/c" + round).at("/found").asBoolean()).isTrue();
    }
  }

  /** What became of requests: how many with each status, and those that failed. */
  private static final class Outcome {
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    Answer add(String method, String path, byte[] body) {
      Answer answer =
          NODE.send(
              HttpRequest.newBuilder(NODE.url().resolve(path))
                  .timeout(Duration.ofMinutes(1))
                  .method(method, BodyPublishers.ofByteArray(body))
                  .header("Content-Type", "application/json"));
      statuses.merge(answer.status(), 1, Integer::sum);
      if (answer.status() >= 500) {
        String sent = new String(body, StandardCharsets.UTF_8);
        failures.add(method + " " + path + "\n" + sent + "\n" + answer.text());
      }
      return answer;
    }

    void check(int atLeast) {
      assertThat(failures).as("%d failed of %s", failures.size(), statuses).isEmpty();
      assertThat(statuses.values().stream().mapToInt(i -> i).sum()).isGreaterThanOrEqualTo(atLeast);
      assertThat(statuses.keySet()).as("some right, some wrong").contains(200, 400);
    }
  }

  private static void stillRight() {
    Answer answer =
        NODE.post("/fuzz/_search", "{\"query\":{\"knn\":{\"f\":{\"vector\":[11,2,3,4],\"k\":3}}}}");
    assertThat(answer.hitIds()).startsWith("11").hasSize(3);
    assertThat(NODE.get("/_cluster/health?timeout=30s&wait_for_status=green").at("/timed_out"))
        .hasToString("false");
  }

  /** Settings are OpenSearch's to read, mappings are ours. */
  private static byte[] mapping(Mutations mutations) {
    ObjectNode valid = RunningNode.json(index(FIELDS)).deepCopy();
    return mutations.mutate(valid, "mappings");
  }

  private static byte[] bytes(String json) {
    return RunningNode.json(json).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String index(String fields) {
    return "{\"settings\":{\"index\":{\"knn\":true,\"number_of_replicas\":0}},"
        + "\"mappings\":{\"properties\":"
        + RunningNode.json(fields)
        + "}}";
  }
}
