package io.niteru.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final byte[] BODY = "{\"q\":1}".getBytes(StandardCharsets.UTF_8);

  @Test
  void requestsAreSentAndAnsweredOneAfterAnother() throws IOException {
    try (FakeEngine fake = new FakeEngine().then(200, "{\"took\":7}").then(200, "{\"took\":8}");
        Engine engine = fake.engine();
        Connection connection = engine.connect()) {
      Connection.Reply first = connection.post("/i/_search", BODY, ContentType.APPLICATION_JSON);
      Connection.Reply second = connection.post("/i/_search", BODY, ContentType.APPLICATION_JSON);

      assertThat(first.read().success("POST", "/i/_search").path("took").asInt()).isEqualTo(7);
      assertThat(second.read().body().path("took").asInt()).isEqualTo(8);
      assertThat(fake.bodies()).containsExactly("{\"q\":1}", "{\"q\":1}");
      assertThat(fake.clients()).hasSize(1);
    }
  }

  @Test
  void aConnectionThatTheEngineClosesIsOpenedAnew() throws IOException {
    try (FakeEngine fake = new FakeEngine().closing().then(200, "{}").then(200, "{}");
        Engine engine = fake.engine();
        Connection connection = engine.connect()) {
      connection.post("/i/_search", BODY, ContentType.APPLICATION_JSON);

      assertThat(connection.post("/i/_search", BODY, ContentType.APPLICATION_JSON).status())
          .isEqualTo(200);
      assertThat(fake.clients()).hasSize(2);
    }
  }

  @Test
  void aRefusalIsToldInOneLine() throws IOException {
    try (FakeEngine fake = new FakeEngine().then(404, "{\"error\":{\"reason\":\"no index\"}}");
        Engine engine = fake.engine();
        Connection connection = engine.connect()) {
      Connection.Reply reply = connection.post("/i/_search", BODY, ContentType.APPLICATION_JSON);

      assertThatThrownBy(() -> reply.read().success("POST", "/i/_search"))
          .isInstanceOf(EngineException.class)
          .hasMessage("POST /i/_search: 404 no index");
    }
  }

  @Test
  void anEngineThatHasGoneIsToldWithWhatToDo() throws IOException {
    FakeEngine fake = new FakeEngine().then(200, "{}");
    try (Engine engine = fake.engine();
        Connection connection = engine.connect()) {
      connection.post("/", BODY, ContentType.APPLICATION_JSON);
      fake.close();

      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> connection.post("/", BODY, ContentType.APPLICATION_JSON))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("no engine answers at http://127.0.0.1:");
      }
    }
  }

  @Test
  void userAndPasswordAreSent() throws IOException {
    try (FakeEngine fake = new FakeEngine().then(200, "{}");
        Engine engine = Engine.at(fake.url().replace("//", "//admin:secret@"));
        Connection connection = engine.connect()) {
      connection.post("/", BODY, ContentType.APPLICATION_JSON);

      assertThat(fake.authorisations()).containsExactly("Basic YWRtaW46c2VjcmV0");
    }
  }

  @Test
  void noEngineAtTheAddressIsToldWithWhatToDo() throws IOException {
    FakeEngine fake = new FakeEngine();
    fake.close();
    try (Engine engine = fake.engine()) {
      assertThatThrownBy(engine::connect)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no engine answers at http://127.0.0.1:")
          .hasMessageContaining("niteru serve");
    }
  }
}
