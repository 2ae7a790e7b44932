package io.niteru.app.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;

/**
 * An engine that speaks the OpenSearch API, on this machine or any other, reached through the
 * official client. Thread-safe.
 */
public final class Engine implements AutoCloseable {
  /** Reads and writes the JSON of requests and answers. */
  public static final ObjectMapper JSON = new ObjectMapper();

  /** What an engine answers while its indexes are not open yet: 503. */
  private static final int STARTING = 503;

  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final HttpHost host;
  private final String user;
  private final OpenSearchTransport transport;
  private final OpenSearchGenericClient client;
  private volatile Consumer<String> waiting;

  private Engine(HttpHost host, String user, OpenSearchTransport transport) {
    this.host = host;
    this.user = user;
    this.transport = transport;
    this.client = new OpenSearchGenericClient(transport);
  }

  /** What the engine answered: the HTTP status and the body, a missing node where there is none. */
  public record Answer(int status, JsonNode body) {
    /**
     * The body of a success.
     *
     * @throws EngineException if the engine refused; it says why in one line
     */
    public JsonNode success(String method, String endpoint) throws EngineException {
      if (status >= 300) {
        throw EngineException.of(method, endpoint, this);
      }
      return body;
    }
  }

  /**
   * Nothing is sent yet.
   *
   * @param url {@code http://host:port} or {@code https://user:password@host:port}
   * @throws IllegalArgumentException if it is not such an address
   */
  public static Engine at(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--url is no address: " + e.getMessage(), e);
    }
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw new IllegalArgumentException(
          "--url must look like http://localhost:9200 or https://user:password@host:9200, not "
              + url);
    }
    HttpHost host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
    var transport =
        ApacheHttpClient5TransportBuilder.builder(host)
            .setMapper(new JacksonJsonpMapper())
            .setHttpClientConfigCallback(http -> {
              if (uri.getUserInfo() != null) {
                String[] user = uri.getUserInfo().split(":", 2);
                var credentials = new BasicCredentialsProvider();
                credentials.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(
                        user[0], (user.length > 1 ? user[1] : "").toCharArray()));
                http.setDefaultCredentialsProvider(credentials);
              }
              return http;
            })
            .setRequestConfigCallback(request -> request.setResponseTimeout(5, TimeUnit.MINUTES))
            .build();
    return new Engine(host, uri.getUserInfo(), transport);
  }

  /**
   * From now on {@link #call} and {@link #ask} wait, for a minute at most, for an engine that
   * answers but is still opening its indexes.
   *
   * @param waiting is told so once, with the reason
   */
  public Engine patient(Consumer<String> waiting) {
    this.waiting = waiting;
    return this;
  }

  /** The address without user and password, to be shown. */
  public String address() {
    return host.toURI();
  }

  /**
   * Sends a request, and is content with no answer but success.
   *
   * @param body the JSON to send, or null for none
   * @throws EngineException if the engine refuses; it says why in one line
   * @throws IOException if there is no engine at the address
   */
  public JsonNode call(String method, String endpoint, JsonNode body) throws IOException {
    byte[] bytes = body == null ? null : JSON.writeValueAsBytes(body);
    return ask(method, endpoint, bytes, "application/json").success(method, endpoint);
  }

  /**
   * Sends a request and returns whatever is answered, but not that the engine is starting, if this
   * one is {@link #patient}.
   *
   * @throws IOException if there is no engine at the address
   */
  public Answer ask(String method, String endpoint, byte[] body, String contentType)
      throws IOException {
    Answer answer = send(method, endpoint, body, contentType);
    long start = System.nanoTime();
    boolean told = false;
    while (waiting != null
        && answer.status() == STARTING
        && System.nanoTime() - start < LONGEST_START.toNanos()) {
      if (!told) {
        told = true;
        waiting.accept(
            String.format(
                Locale.ROOT,
                "the engine at %s is starting (%s); waiting for it",
                address(),
                EngineException.reason(answer.body())));
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while the engine was starting", e);
      }
      answer = send(method, endpoint, body, contentType);
    }
    return answer;
  }

  /**
   * Sends a request and returns whatever is answered.
   *
   * @throws IOException if there is no engine at the address
   */
  public Answer send(String method, String endpoint, byte[] body, String contentType)
      throws IOException {
    int query = endpoint.indexOf('?');
    var request =
        Requests.create(
            method,
            query < 0 ? endpoint : endpoint.substring(0, query),
            List.of(),
            query < 0 ? Map.of() : parameters(endpoint.substring(query + 1)),
            body == null ? null : Body.from(body, contentType));
    try (Response response = client.execute(request)) {
      byte[] answer = response.getBody().map(Body::bodyAsBytes).orElse(new byte[0]);
      return new Answer(response.getStatus(), json(answer));
    } catch (ResponseException e) {
      return new Answer(e.status(), json(body(e)));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /**
   * What was answered with 502, 503 or 504, which the client takes for a node that is down. All it
   * shows of the answer is a message: a line about the request, perhaps one of warnings, the body.
   */
  private static byte[] body(ResponseException e) {
    return e.getMessage()
        .lines()
        .skip(1)
        .filter(line -> !line.startsWith("Warnings: "))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Opens another connection, to take times over.
   *
   * @throws IOException if there is no engine at the address
   */
  public Connection connect() throws IOException {
    return new Connection(this, host, user);
  }

  /** What a user is told where nobody answers. */
  IOException unreachable(Exception e) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "no engine answers at %s (%s); start one with: niteru serve",
            address(),
            e.getMessage()),
        e);
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return parameters;
  }

  static JsonNode json(byte[] answer) {
    try {
      return JSON.readTree(answer);
    } catch (IOException e) {
      // A proxy's page, or /_cat's plain text.
      return JSON.getNodeFactory().textNode(new String(answer, StandardCharsets.UTF_8));
    }
  }
}
