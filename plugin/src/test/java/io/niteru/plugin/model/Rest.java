package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Sends requests to a node and writes them down, so that they can be sent again. */
final class Rest implements Closeable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Writer journal;
  private URI url;

  Rest(Path journal) throws IOException {
    this.journal = Files.newBufferedWriter(journal);
  }

  /** Sends to a node from now on. */
  void to(URI node) {
    url = node;
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  JsonNode post(String path, String body) {
    return send("POST", path, body);
  }

  JsonNode put(String path, String body) {
    return send("PUT", path, body);
  }

  /** Sends what must succeed. */
  JsonNode send(String method, String path, String body) {
    return send(method, path, body, Set.of(200, 201));
  }

  /** Sends what must be answered with one of some codes. */
  JsonNode send(String method, String path, String body, Set<Integer> codes) {
    long start = System.nanoTime();
    HttpResponse<String> answer = begin(method, path, body).join();
    long millis = (System.nanoTime() - start) / 1_000_000;
    note("# " + answer.statusCode() + " after " + millis + " ms");
    if (!codes.contains(answer.statusCode())) {
      throw new AssertionError(
          "%s %s%n%s%nanswers %d, not %s: %s"
              .formatted(method, path, body, answer.statusCode(), codes, answer.body()));
    }
    return json(answer.body());
  }

  /** Sends, and does not wait for the answer. */
  CompletableFuture<HttpResponse<String>> begin(String method, String path, String body) {
    note(method + " " + path + (body == null ? "" : "\n" + body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /** Writes a line into the journal. */
  void note(String line) {
    try {
      journal.append(line).append('\n');
      journal.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
    journal.close();
  }
}
