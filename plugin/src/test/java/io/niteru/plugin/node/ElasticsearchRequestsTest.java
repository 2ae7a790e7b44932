package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of Elasticsearch 7 and 8 send that OpenSearch itself does not understand. */
class ElasticsearchRequestsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final String FIELD =
      "{\"properties\":{\"f\":{\"type\":\"knn_vector\",\"dimension\":2}}}";

  @Test
  void theNodeIntroducesItselfAsElasticsearch7() {
    Answer answer = NODE.get("/");
    assertThat(answer.at("/version/number").asText()).isEqualTo("7.10.2");
    assertThat(answer.at("/version/build_flavor").asText()).isEqualTo("default");
    assertThat(answer.at("/tagline").asText()).isEqualTo("You Know, for Search");
    for (String path : List.of("/", "/_cat/indices", "/nowhere/_search", "/nowhere/_doc/1")) {
      assertThat(NODE.get(path).response().headers().allValues("X-elastic-product"))
          .as(path)
          .containsExactly("Elasticsearch");
    }
  }

  @Test
  void bulkActionsMayNameATypeAsTheyDidInVersion7() {
    Answer answer =
        NODE.post(
            "/_bulk?refresh=true",
            """
            {"index":{"_index":"typed","_type":"_doc","_id":"1"}}
            {"_type":"mine","n":1}
            {"create":{"_index":"typed","_id":"2"}}
            {"n":2}
            {"update":{"_index":"typed","_type":"_doc","_id":"2"}}
            {"doc":{"n":3}}
            {"delete":{"_type":"_doc","_index":"typed","_id":"none"}}
            {"index":{"_id":"4","_index":"typed","_type":"_doc"}}
            {"n":4}
            """);
    assertThat(answer.at("/errors").asBoolean()).as(answer.text()).isFalse();
    assertThat(answer.at("/items").size()).isEqualTo(5);
    assertThat(NODE.get("/typed/_source/1").text()).isEqualTo("{\"_type\":\"mine\",\"n\":1}");
    assertThat(NODE.get("/typed/_source/2").text()).isEqualTo("{\"n\":3}");
  }

  @Test
  void indexesAreCreatedWithATypeInTheirMapping() {
    Answer typed = NODE.put("/typed?include_type_name=true", index("{\"_doc\":" + FIELD + "}"));
    assertThat(typed.status()).as(typed.text()).isEqualTo(200);
    Answer named = NODE.put("/named?include_type_name=true", index("{\"pic\":" + FIELD + "}"));
    assertThat(named.status()).as(named.text()).isEqualTo(200);
    Answer plain = NODE.put("/plain?include_type_name=false", index(FIELD));
    assertThat(plain.status()).as(plain.text()).isEqualTo(200);
    for (String name : new String[] {"typed", "named", "plain"}) {
      Answer mapping = NODE.get("/" + name + "/_mapping?include_type_name=false");
      assertThat(mapping.at("/" + name + "/mappings/properties/f/dimension").asInt()).isEqualTo(2);
    }
    Answer asked = NODE.get("/typed/_mapping?include_type_name=true");
    assertThat(asked.status()).isEqualTo(400);
    assertThat(asked.text()).contains("mappings have no types");
  }

  @Test
  void mappingsAreAddedUnderAType() {
    NODE.put("/grown", index(FIELD));
    String more = "{\"properties\":{\"%s\":{\"type\":\"keyword\"}}}";
    Answer path = NODE.put("/grown/_mapping/_doc?include_type_name=true", more.formatted("a"));
    assertThat(path.status()).as(path.text()).isEqualTo(200);
    Answer body =
        NODE.put(
            "/grown/_doc/_mapping?include_type_name=true",
            "{\"_doc\":" + more.formatted("b") + "}");
    assertThat(body.status()).as(body.text()).isEqualTo(200);
    assertThat(NODE.get("/grown/_mapping").text()).contains("\"a\"", "\"b\"", "\"f\"");
  }

  @Test
  void pathsMayNameTheTypeOfDocuments() {
    NODE.put("/paths", index(FIELD));
    assertThat(NODE.put("/paths/_doc/1", "{\"f\":[1.0,2.0]}").status()).isEqualTo(201);
    Answer bulk =
        NODE.post(
            "/paths/_doc/_bulk?refresh=true",
            "{\"index\":{\"_id\":\"2\",\"_type\":\"_doc\"}}\n{\"f\":[3,4]}\n");
    assertThat(bulk.at("/errors").asBoolean(true)).as(bulk.text()).isFalse();
    Answer update = NODE.post("/paths/_doc/1/_update?refresh=true", "{\"doc\":{\"n\":1}}");
    assertThat(update.at("/result").asText()).as(update.text()).isEqualTo("updated");
    Answer found = NODE.post("/paths/_doc/_search", knn("[3,4]"));
    assertThat(found.hitIds()).containsExactly("2");
    assertThat(NODE.get("/paths/_doc/_count").at("/count").asInt()).isEqualTo(2);
    assertThat(NODE.get("/paths/_doc/1").at("/_source").toString())
        .isEqualTo("{\"f\":[1.0,2.0],\"n\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.elasticsearch+json;compatible-with=8",
        "application/vnd.elasticsearch+json; compatible-with=7"
      })
  void theMediaTypeOfElasticsearchIsUnderstoodAndGivenBack(String type) {
    NODE.put("/media", index(FIELD));
    Answer bulk =
        send(
            "/media/_bulk?refresh=true",
            type.replace("json", "x-ndjson"),
            type,
            "{\"index\":{\"_id\":\"1\"}}\n{\"f\":[1,2]}\n");
    assertThat(bulk.at("/errors").asBoolean(true)).as(bulk.text()).isFalse();
    Answer found = send("/media/_search", type, type, knn("[1,2]"));
    assertThat(found.hitIds()).containsExactly("1");
    Answer wrong = send("/media/_search", type, type, knn("[1]"));
    assertThat(wrong.status()).isEqualTo(400);
    Answer broken = send("/media/_search", type, type, "{\"query\":");
    assertThat(broken.status()).isEqualTo(400);
    for (Answer answer : new Answer[] {bulk, found, wrong, broken}) {
      assertThat(answer.response().headers().firstValue("Content-Type")).hasValue(type);
      assertThat(answer.response().headers().allValues("X-elastic-product"))
          .containsExactly("Elasticsearch");
    }
  }

  private static Answer send(String path, String contentType, String accept, String body) {
    return NODE.send(
        HttpRequest.newBuilder(NODE.url().resolve(path))
            .header("Content-Type", contentType)
            .header("Accept", accept)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String index(String mapping) {
    return "{\"settings\":{\"index\":{\"knn\":true}},\"mappings\":" + mapping + "}";
  }

  private static String knn(String vector) {
    return "{\"query\":{\"knn\":{\"f\":{\"vector\":" + vector + ",\"k\":1}}}}";
  }
}
