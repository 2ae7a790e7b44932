package io.niteru.bench.article;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A series of searches, one after another over one connection, and the same in one {@code
 * _msearch}.
 *
 * @param first milliseconds of the first, nothing having been searched before
 * @param client milliseconds of all, the first included, as the client sees them: with JSON and
 *     HTTP
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

  /**
   * Searches for the queries in turn.
   *
   * @param count searches; queries come again where there are fewer
   * @param settling looks, between two searches, whether merges go on
   */
  public static Searches run(
      ArticleIndex index, float[][] queries, int count, int k, Truth truth, Settling settling)
      throws IOException {
    int merges = index.merges();
    int segments = index.segments();
    long connections = index.connectionsOpened();
    double[] millis = new double[count];
    double[] took = new double[count];
    int[][] found = new int[Math.min(count, queries.length)][];
    for (int i = 0; i < count; i++) {
      float[] query = queries[i % queries.length];
      long start = System.nanoTime();
      JsonNode answer =
          index.engine().call("POST", "/" + index.name() + "/_search", ImageIndex.query(query, k));
      millis[i] = (System.nanoTime() - start) / 1e6;
      took[i] = answer.path("took").asDouble();
      if (i < found.length) {
        found[i] = rows(answer);
      }
      settling.watch();
    }
    double batch = batch(index, queries, count, k);
    return new Searches(
        millis[0],
        Percentiles.of(millis),
        Percentiles.of(took),
        batch,
        truth.recall(found),
        segments,
        merges,
        index.connectionsOpened() - connections,
        millis);
  }

  private static int[] rows(JsonNode answer) {
    List<Integer> rows = new ArrayList<>();
    for (JsonNode hit : answer.at("/hits/hits")) {
      rows.add(hit.path("_id").asInt());
    }
    return rows.stream().mapToInt(row -> row).toArray();
  }

  private static double batch(ArticleIndex index, float[][] queries, int count, int k)
      throws IOException {
    long start = System.nanoTime();
    var body = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      body.writeBytes(new byte[] {'{', '}', '\n'});
      body.writeBytes(
          Engine.JSON.writeValueAsBytes(ImageIndex.query(queries[i % queries.length], k)));
      body.write('\n');
    }
    Engine.Answer answer =
        index
            .engine()
            .send(
                "POST",
                "/" + index.name() + "/_msearch",
                body.toByteArray(),
                "application/x-ndjson");
    double millis = (System.nanoTime() - start) / 1e6;
    for (JsonNode each : answer.body().path("responses")) {
      if (each.has("error")) {
        throw new IOException("_msearch: " + each.at("/error/reason").asText());
      }
    }
    if (answer.body().path("responses").size() != count) {
      throw new IOException("_msearch answered " + answer.status() + ": " + answer.body());
    }
    return millis / count;
  }
}
