package io.niteru.plugin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A node for the tests of a class, on a free port and in a folder of its own. */
public final class RunningNode implements BeforeAllCallback, AfterAllCallback {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What never answers fails a test instead of holding it up. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private final NodeUnderTest.Starter starter;
  private Path folder;
  private NodeUnderTest node;

  RunningNode() {
    this(Map.of());
  }

  /** A node with settings, which win over those of every node. */
  RunningNode(Map<String, String> settings) {
    this(folder -> TestNode.start(folder, settings));
  }

  /** A node that is started in another way. */
  public RunningNode(NodeUnderTest.Starter starter) {
    this.starter = starter;
  }

  /** An answer: its status, its headers, its body as it came. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      return RunningNode.json(response.body());
    }

    public JsonNode at(String pointer) {
      return json().at(pointer);
    }

    public List<String> hitIds() {
      return json().at("/hits/hits").valueStream().map(hit -> hit.at("/_id").asText()).toList();
    }
  }

  /** A node that nobody ends. */
  public static NodeUnderTest start(Path folder, Map<String, String> settings) throws IOException {
    return TestNode.start(folder, settings);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("niteru-node");
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    node.stop();
    delete(folder);
  }

  /** Stops the node and starts another on the same folder. */
  public void restart() throws IOException {
    node.stop();
    start();
  }

  /** Stops the node and starts another on a folder that becomes its own; gives the one it left. */
  Path restartOn(Path other) throws IOException {
    node.stop();
    Path left = folder;
    folder = other;
    start();
    return left;
  }

  private void start() throws IOException {
    node = starter.start(folder);
  }

  public URI url() {
    return node.url();
  }

  public Path folder() {
    return folder;
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer put(String path, String body) {
    return send("PUT", path, body);
  }

  public Answer post(String path, String body) {
    return send("POST", path, body);
  }

  /** Sends JSON, or a bulk request. */
  public Answer send(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(url().resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json"));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
