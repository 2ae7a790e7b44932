package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch._types.query_dsl.KnnQuery;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** The official Java client, {@code opensearch-java}. */
class JavaClientTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final String INDEX = "java";

  private static OpenSearchTransport transport;
  private static OpenSearchClient client;

  @BeforeAll
  static void connect() {
    HttpHost host = new HttpHost("http", NODE.url().getHost(), NODE.url().getPort());
    transport = ApacheHttpClient5TransportBuilder.builder(host).build();
    client = new OpenSearchClient(transport);
  }

  @AfterAll
  static void disconnect() throws IOException {
    transport.close();
  }

  @Test
  void theOpenSearchJavaClientWorks() throws IOException {
    create();
    BulkResponse bulk = bulk();
    assertThat(bulk.items()).filteredOn(item -> item.status() == 201).hasSize(9);
    assertThat(bulk.items().getLast().status()).isEqualTo(400);

    SearchResponse<JsonNode> found = search(nearest(4f, 0f).build());
    assertThat(found.hits().total().value()).isEqualTo(3);
    assertThat(found.hits().hits().getFirst().id()).isEqualTo("4");
    assertThat(found.hits().hits().getFirst().score()).isEqualTo(1f);
    assertThat(found.hits().hits().getFirst().source().at("/f").toString()).isEqualTo("[4.0,0.0]");
    KnnQuery filtered =
        nearest(4.4f, 0f)
            .filter(f -> f.term(t -> t.field("even").value(FieldValue.of(true))))
            .build();
    assertThat(ids(search(filtered))).containsExactly("4", "6", "2");

    client.update(
        u -> u.index(INDEX).id("8").doc(Map.of("f", List.of(4.1f, 0f))).refresh(Refresh.True),
        JsonNode.class);
    assertThat(ids(search(nearest(4.1f, 0f).build()))).startsWith("8", "4");
    client.delete(d -> d.index(INDEX).id("4").refresh(Refresh.True));
    assertThat(ids(search(nearest(4f, 0f).build()))).doesNotContain("4");

    try (Response stats =
        client
            .generic()
            .execute(
                Requests.builder()
                    .method("GET")
                    .endpoint("/_plugins/_knn/stats/knn_query_requests")
                    .build())) {
      String text = stats.getBody().orElseThrow().bodyAsString();
      assertThat(RunningNode.json(text).findValue("knn_query_requests").asInt()).isPositive();
    }
    assertThatThrownBy(() -> search(nearest(4f).build()))
        .isInstanceOfSatisfying(
            OpenSearchException.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessageContaining("all shards failed");
  }

  private static void create() throws IOException {
    client
        .indices()
        .create(c ->
            c.index(INDEX)
                .settings(s -> s.knn(true))
                .mappings(m ->
                    m.properties("f", p -> p.knnVector(k -> k.dimension(2)))
                        .properties("even", p -> p.boolean_(b -> b))));
  }

  private static BulkResponse bulk() throws IOException {
    return client.bulk(b -> {
      for (int i = 0; i < 10; i++) {
        String id = Integer.toString(i);
        Object vector = i == 9 ? List.of(1f) : List.of((float) i, 0f);
        Map<String, Object> doc = Map.of("f", vector, "even", i % 2 == 0);
        b.operations(o -> o.index(x -> x.index(INDEX).id(id).document(doc)));
      }
      return b.refresh(Refresh.True);
    });
  }

  private static KnnQuery.Builder nearest(Float... vector) {
    return new KnnQuery.Builder().field("f").vector(List.of(vector)).k(3);
  }

  private static SearchResponse<JsonNode> search(KnnQuery query) throws IOException {
    return client.search(s -> s.index(INDEX).query(query.toQuery()), JsonNode.class);
  }

  private static List<String> ids(SearchResponse<JsonNode> found) {
    return found.hits().hits().stream().map(Hit::id).toList();
  }
}
