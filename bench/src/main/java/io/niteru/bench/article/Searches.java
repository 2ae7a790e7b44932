package io.niteru.bench.article;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.Connection;
import io.niteru.app.engine.Connection.Reply;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.http.ContentType;

/**
 * A series of searches, one after another over one connection, and the same in one {@code
 * _msearch}. Their JSON is ready before the clock starts, and answers are read after it has
 * stopped.
 *
 * @param first milliseconds of the first, nothing having been searched before
 * @param client milliseconds of all, the first included, as a client sees them: from the first byte
 *     sent to the last received
 * @param took milliseconds of all as the engine tells them, whole ones
 * @param batch milliseconds a query of the {@code _msearch}
 * @param recall of the queries, each counted once
 * @param segments there were
 * @param merges that ran when the searches began
 * @param connections that were opened meanwhile, by anybody
 * @param millis of each, in order
 */
public record Searches(
    double first,
    Percentiles client,
    Percentiles took,
    double batch,
    double recall,
    int segments,
    int merges,
    long connections,
    double[] millis) {
  private static final int HUNDRED = 100;

  /**
   * Searches for the queries in turn.
   *
   * @param count searches; queries come again where there are fewer
   * @param settling looks, between two searches, whether merges go on
   */
  public static Searches run(
      ArticleIndex index, float[][] queries, int count, int k, Truth truth, Settling settling)
      throws IOException {
    byte[][] bodies = bodies(queries, k);
    String path = "/" + index.name() + "/_search";
    double[] millis = new double[count];
    double[] took = new double[count];
    int[][] found = new int[Math.min(count, queries.length)][];
    try (Connection connection = index.engine().connect()) {
      int merges = index.merges();
      int segments = index.segments();
      long connections = index.connectionsOpened();
      for (int i = 0; i < count; i++) {
        byte[] body = bodies[i % bodies.length];
        Reply reply = connection.post(path, body, ContentType.APPLICATION_JSON);
        millis[i] = reply.millis();
        JsonNode answer = reply.read().success("POST", path);
        took[i] = answer.path("took").asDouble();
        if (i < found.length) {
          found[i] = rows(answer);
        }
        settling.watch();
      }
      connections = index.connectionsOpened() - connections;
      return new Searches(
          millis[0],
          Percentiles.of(millis),
          Percentiles.of(took),
          batch(connection, index.name(), bodies, count),
          truth.recall(found),
          segments,
          merges,
          connections,
          millis);
    }
  }

  /** The first hundred of them: what the JVM and the page cache have yet to get used to. */
  public Percentiles firstHundred() {
    return Percentiles.of(Arrays.copyOf(millis, Math.min(HUNDRED, millis.length)));
  }

  /** Those after them, or all if there are no more. */
  public Percentiles later() {
    int from = millis.length > HUNDRED ? HUNDRED : 0;
    return Percentiles.of(Arrays.copyOfRange(millis, from, millis.length));
  }

  private static byte[][] bodies(float[][] queries, int k) throws IOException {
    byte[][] bodies = new byte[queries.length][];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = Engine.JSON.writeValueAsBytes(ImageIndex.query(queries[i], k));
    }
    return bodies;
  }

  private static int[] rows(JsonNode answer) {
    List<Integer> rows = new ArrayList<>();
    for (JsonNode hit : answer.at("/hits/hits")) {
      rows.add(hit.path("_id").asInt());
    }
    return rows.stream().mapToInt(row -> row).toArray();
  }

  private static double batch(Connection connection, String index, byte[][] bodies, int count)
      throws IOException {
    var lines = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      lines.writeBytes(new byte[] {'{', '}', '\n'});
      lines.writeBytes(bodies[i % bodies.length]);
      lines.write('\n');
    }
    byte[] body = lines.toByteArray();
    String path = "/" + index + "/_msearch";
    Reply reply = connection.post(path, body, ContentType.APPLICATION_NDJSON);
    JsonNode responses = reply.read().success("POST", path).path("responses");
    for (JsonNode each : responses) {
      if (each.has("error")) {
        throw new IOException("_msearch: " + each.at("/error/reason").asText());
      }
    }
    if (responses.size() != count) {
      throw new IOException(
          String.format(Locale.ROOT, "_msearch answered %d of %d", responses.size(), count));
    }
    return reply.millis() / count;
  }
}
