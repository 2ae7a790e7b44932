package io.niteru.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.app.engine.BulkLoader.Document;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkLoaderTest {
  private FakeEngine fake;
  private Engine engine;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeEngine();
    engine = fake.engine();
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    fake.close();
  }

  @Test
  void aFullBatchIsSentAsActionAndDocumentLines() throws IOException {
    fake.thenItems(201, 201);
    BulkLoader loader = loader(2);

    assertThat(loader.add(document("0"))).isZero();
    assertThat(loader.add(document("1"))).isEqualTo(2);

    assertThat(fake.bodies())
        .containsExactly(
            """
            {"index":{"_id":"0"}}
            {"path":"a \\"b\\".jpg","fvec":[0.5,-1.0]}
            {"index":{"_id":"1"}}
            {"path":"a \\"b\\".jpg","fvec":[0.5,-1.0]}
            """);
  }

  @Test
  void onlyTheDocumentsThatWerePutOffAreSentAgain() throws IOException {
    fake.thenItems(201, 429, 201).thenItems(201);
    BulkLoader loader = loader(10);
    for (String id : new String[] {"0", "1", "2"}) {
      loader.add(document(id));
    }

    assertThat(loader.flush()).isEqualTo(3);

    assertThat(fake.bodies()).hasSize(2);
    assertThat(fake.bodies().get(1)).contains("\"_id\":\"1\"").doesNotContain("\"_id\":\"0\"");
  }

  @Test
  void aBusyEngineIsAskedAgain() throws IOException {
    fake.then(503, "{}").then(429, "{}").then(502, "").then(504, "{}").thenItems(201);
    BulkLoader loader = loader(1);

    assertThat(loader.add(document("0"))).isEqualTo(1);

    assertThat(fake.bodies()).hasSize(5);
  }

  @Test
  void aRefusedDocumentEndsTheLoadWithItsIdAndReason() {
    fake.thenItems(400);

    assertThatThrownBy(() -> loader(1).add(document("17")))
        .isInstanceOf(IOException.class)
        .hasMessage("document 17 refused: 400 because of 400");
  }

  @Test
  void anEngineThatStaysBusyIsGivenUp() {
    for (int i = 0; i < 20; i++) {
      fake.then(429, "{\"error\":{\"reason\":\"queue is full\"}}");
    }

    assertThatThrownBy(() -> loader(1).add(document("0")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gave up after 9 tries")
        .hasMessageContaining("queue is full");
  }

  private BulkLoader loader(int batch) {
    return new BulkLoader(engine, "imsearch", batch, Duration.ofMillis(1));
  }

  private static Document document(String id) {
    return new Document(id, "a \"b\".jpg", new float[] {0.5f, -1});
  }
}
