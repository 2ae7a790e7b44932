package io.niteru.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.niteru.app.node.RunningNode.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** The official clients, unchanged. */
class ClientsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final Path PYTHON = Path.of("/usr/bin/python3");

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
  void theArticlesOwnPythonClientWorks() throws Exception {
    boolean installed =
        Files.isExecutable(PYTHON) && python("-c", "import elasticsearch").exit() == 0;
    if (!installed && !"true".equals(System.getenv("CI"))) {
      System.out.println("skipped: needs " + PYTHON + " with python3-elasticsearch");
      assumeThat(installed).isTrue();
    }
    Path script = Path.of("src/test/python/article_client.py").toAbsolutePath();
    Run run = python("-W", "ignore", script.toString(), NODE.url().toString());
    assertThat(run.exit()).as(run.text()).isZero();
    JsonNode saw = new ObjectMapper().readTree(run.text());
    assertThat(saw.at("/version").asText()).isEqualTo("7.10.2");
    assertThat(saw.at("/errors").asInt()).isZero();
    assertThat(saw.at("/docs").asInt()).isEqualTo(600);
    assertThat(saw.at("/health").asText()).isEqualTo("green");
    assertThat(saw.at("/found").size()).isEqualTo(10);
    for (JsonNode found : saw.at("/found")) {
      assertThat(found.at("/first")).as("itself first").isEqualTo(found.at("/asked"));
      assertThat(found.at("/score").asDouble()).isEqualTo(1.0);
      assertThat(found.at("/descending").asBoolean()).isTrue();
      assertThat(found.at("/hits").asInt()).isEqualTo(10);
      assertThat(found.at("/total").asInt()).isEqualTo(10);
    }
  }

  @Test
  void theOpenSearchJavaClientWorks() throws IOException {
    HttpHost host = new HttpHost("http", NODE.url().getHost(), NODE.url().getPort());
    try (var transport = ApacheHttpClient5TransportBuilder.builder(host).build()) {
      OpenSearchClient client = new OpenSearchClient(transport);
      client
          .indices()
          .create(
              c ->
                  c.index("java")
                      .settings(s -> s.knn(true))
                      .mappings(m -> m.properties("f", p -> p.knnVector(k -> k.dimension(2)))));
      client.bulk(
          b -> {
            b.refresh(Refresh.True);
            for (int i = 0; i < 10; i++) {
              String id = Integer.toString(i);
              Map<String, List<Float>> doc = Map.of("f", List.of((float) i, 0f));
              b.operations(o -> o.index(x -> x.index("java").id(id).document(doc)));
            }
            return b;
          });
      SearchResponse<JsonNode> found =
          client.search(
              s ->
                  s.index("java").query(q -> q.knn(k -> k.field("f").vector(List.of(4f, 0f)).k(3))),
              JsonNode.class);
      assertThat(found.hits().total().value()).isEqualTo(3);
      assertThat(found.hits().hits().getFirst().id()).isEqualTo("4");
      assertThat(found.hits().hits().getFirst().source().toString()).isEqualTo("{\"f\":[4.0,0.0]}");
      assertThatThrownBy(
              () ->
                  client.search(
                      s ->
                          s.index("java")
                              .query(q -> q.knn(k -> k.field("f").vector(List.of(4f)).k(3))),
                      JsonNode.class))
          .isInstanceOf(OpenSearchException.class)
          .hasMessageContaining("all shards failed");
    }
  }

  /** How a program ended and what it said. */
  private record Run(int exit, String text) {}

  private static Run python(String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of(PYTHON.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), text);
  }
}
