package io.niteru.bench.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.niteru.app.engine.Engine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private static final Duration LONGER_THAN_A_POLL = Duration.ofMillis(1_100);
  private static final int QUIET_LOOKS = 3;

  private final AtomicInteger looksWithMerges = new AtomicInteger();
  private HttpServer server;
  private Engine engine;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int merges = looksWithMerges.getAndDecrement() > 0 ? 1 : 0;
          byte[] answer =
              "{\"_all\":{\"total\":{\"merges\":{\"current\":%d}}}}"
                  .formatted(merges)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    engine = Engine.at("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() throws Exception {
    engine.close();
    server.stop(0);
  }

  @Test
  void countsMergesThatEndWhileSearchesGoOn() throws Exception {
    looksWithMerges.set(2);
    Settling settling = new Settling(new ArticleIndex(engine, "index"), QUIET_LOOKS);

    Thread.sleep(LONGER_THAN_A_POLL); // a search
    settling.watch();

    assertThat(settling.await(new PrintWriter(new StringWriter())))
        .isGreaterThan(LONGER_THAN_A_POLL.toMillis() / 1e3);
  }

  @Test
  void takesNoTimeWithoutMerges() throws Exception {
    Settling settling = new Settling(new ArticleIndex(engine, "index"), QUIET_LOOKS);

    assertThat(settling.await(new PrintWriter(new StringWriter()))).isZero();
  }
}
