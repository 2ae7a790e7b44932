package io.niteru.app.engine;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Answers requests with what a test lays ready, in order, and keeps the bodies it was sent. */
final class FakeEngine implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<String> authorisations = new ArrayList<>();
  private final Set<InetSocketAddress> clients = new HashSet<>();
  private boolean closing;

  FakeEngine() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          authorisations.addAll(
              exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
          clients.add(exchange.getRemoteAddress());
          if (closing) {
            exchange.getResponseHeaders().set("Connection", "close");
          }
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

  /** Every connection ends with an answer. */
  FakeEngine closing() {
    closing = true;
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Engine engine() {
    return Engine.at(url());
  }

  List<String> authorisations() {
    return authorisations;
  }

  /** Where connections came from, each from a port of its own. */
  Set<InetSocketAddress> clients() {
    return clients;
  }

  List<String> bodies() {
    return bodies;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
