package io.niteru.app.engine;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers requests with what a test lays ready, in order, and keeps the bodies it was sent. */
final class FakeEngine implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> bodies = new ArrayList<>();

  FakeEngine() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          Answer answer = answers.isEmpty() ? new Answer(500, "{}") : answers.remove();
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(answer.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  FakeEngine then(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  /** A bulk answer with an item of each status. */
  FakeEngine thenItems(int... statuses) {
    StringBuilder items = new StringBuilder();
    for (int status : statuses) {
      items.append(items.isEmpty() ? "" : ",");
      String error = status < 300 ? "" : ",\"error\":{\"reason\":\"because of " + status + "\"}";
      items.append("{\"index\":{\"status\":").append(status).append(error).append("}}");
    }
    return then(200, "{\"items\":[" + items + "]}");
  }

  Engine engine() {
    return Engine.at("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<String> bodies() {
    return bodies;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
