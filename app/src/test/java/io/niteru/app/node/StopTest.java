package io.niteru.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.Niteru;
import io.niteru.app.engine.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code niteru serve} that is told to stop. */
class StopTest {
  private static final int BATCH = 20;

  /** The common pool has one thread on two processors, and both tasks wait. */
  private static final Executor OWN_THREAD = task -> Thread.ofPlatform().daemon().start(task);

  @TempDir private Path data;

  @Test
  void stoppedDuringALoadItSaysSoInOneLineAndLosesNothingAcknowledged() throws Exception {
    Process serve =
        new ChildJvm(List.of())
            .start(Niteru.class, "serve", "--data", data.toString(), "--http-port", "0");
    CompletableFuture<String> said = said(serve);
    int acknowledged;
    String words;
    try (BufferedReader out = serve.inputReader()) {
      String url = out.readLine().replaceFirst(".* at (\\S+) .*", "$1");
      var enough = new CountDownLatch(3);
      CompletableFuture<Integer> load =
          CompletableFuture.supplyAsync(() -> load(url, enough), OWN_THREAD);
      enough.await();
      serve.toHandle().destroy(); // leaves its streams open
      acknowledged = load.get();
      serve.waitFor();
      words = said.get();
    } finally {
      serve.destroyForcibly();
    }

    assertThat(words)
        .contains("niteru: stopping; nothing acknowledged is lost")
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
    try (EmbeddedNode node =
            EmbeddedNode.start(NodeConfig.in(data).listening(NodeConfig.LOOPBACK, 0));
        Engine engine = Engine.at(node.url().toString())) {
      node.awaitShards();
      engine.call("POST", "/load/_refresh", null);
      JsonNode count = engine.call("GET", "/load/_count", null).path("count");
      assertThat(count.asInt()).isGreaterThanOrEqualTo(acknowledged);
    }
  }

  /** All it says on standard error, but for the JVM's own notices. */
  private static CompletableFuture<String> said(Process process) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            return e.toString();
          }
        },
        OWN_THREAD);
  }

  /** Documents acknowledged until the engine is gone. */
  private static int load(String url, CountDownLatch enough) {
    int acknowledged = 0;
    try (Engine engine = Engine.at(url)) {
      engine.call(
          "PUT",
          "/load",
          Engine.JSON.readTree(
              """
              {"settings":{"index":{"knn":true}},
               "mappings":{"properties":{"v":{"type":"knn_vector","dimension":2}}}}
              """));
      while (true) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
          lines.append("{\"index\":{}}\n{\"v\":[").append(i).append(",1]}\n");
        }
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        Engine.Answer answer = engine.send("POST", "/load/_bulk", body, "application/x-ndjson");
        if (answer.status() != 200) {
          return acknowledged;
        }
        for (JsonNode item : answer.body().path("items")) {
          acknowledged += item.at("/index/status").asInt() == 201 ? 1 : 0;
        }
        enough.countDown();
      }
    } catch (IOException e) {
      return acknowledged;
    } finally {
      while (enough.getCount() > 0) {
        enough.countDown();
      }
    }
  }
}
