package io.niteru.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost:9200", "ftp://host", "http://", "not an address"})
  void anAddressThatIsNoneIsRefused(String url) {
    assertThatThrownBy(() -> Engine.at(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--url");
  }

  @Test
  void theAddressIsShownWithoutThePassword() throws IOException {
    try (Engine engine = Engine.at("https://admin:secret@cluster:9200")) {
      assertThat(engine.address()).isEqualTo("https://cluster:9200");
    }
  }

  @Test
  void aRefusalIsToldInOneLineWithItsCauses() throws IOException {
    try (FakeEngine fake = new FakeEngine();
        Engine engine = fake.engine()) {
      fake.then(
          400,
          """
          {"error":{"reason":"failed to parse","caused_by":{"reason":"Vector dimension mismatch"}}}
          """);

      assertThatThrownBy(() -> engine.call("PUT", "/x", null))
          .isInstanceOf(EngineException.class)
          .hasMessage("PUT /x: 400 failed to parse: Vector dimension mismatch");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void anEngineThatIsNotReadyIsNotTakenForNone(int status) throws IOException {
    try (FakeEngine fake = new FakeEngine();
        Engine engine = fake.engine()) {
      fake.then(status, "{\"error\":{\"reason\":\"all shards failed\"},\n\"status\":503}");
      fake.then(200, "{\"a\":1}");

      assertThatThrownBy(() -> engine.call("GET", "/x", null))
          .isInstanceOf(EngineException.class)
          .hasMessage("GET /x: " + status + " all shards failed");
      assertThat(engine.call("GET", "/x", null).path("a").asInt()).isEqualTo(1);
    }
  }

  @Test
  void anEngineThatIsStartingIsWaitedForAndThatIsSaidOnce() throws IOException {
    List<String> said = new ArrayList<>();
    try (FakeEngine fake = new FakeEngine();
        Engine engine = fake.engine().patient(said::add)) {
      fake.then(503, "{\"error\":{\"reason\":\"state not recovered\"}}");
      fake.then(503, "{\"error\":{\"reason\":\"all shards failed\"}}");
      fake.then(200, "{\"a\":1}");

      assertThat(engine.call("GET", "/x", null).path("a").asInt()).isEqualTo(1);
      assertThat(said)
          .singleElement()
          .asString()
          .contains("is starting (state not recovered); waiting for it");
    }
  }

  @Test
  void noEngineAtTheAddressIsToldWithWhatToDo() throws IOException {
    FakeEngine fake = new FakeEngine();
    try (Engine engine = fake.engine()) {
      fake.close();

      assertThatThrownBy(() -> engine.call("GET", "/", null))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no engine answers at http://127.0.0.1:")
          .hasMessageContaining("niteru serve");
    }
  }
}
