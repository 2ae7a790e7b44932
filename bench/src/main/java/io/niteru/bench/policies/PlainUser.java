package io.niteru.bench.policies;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.BulkLoader;
import io.niteru.app.engine.Connection;
import io.niteru.bench.article.ArticleIndex;
import io.niteru.bench.article.Percentiles;
import io.niteru.bench.article.Vectors;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * A user who adds a picture a second to what there is and searches now and then, every third
 * second.
 *
 * @param search milliseconds
 * @param cpuSeconds of the engine, a minute
 */
public record PlainUser(Percentiles search, double cpuSeconds) {
  private static final int SEARCH_EVERY = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Does it for so many seconds, on an index that is loaded. */
  static PlainUser run(ArticleIndex index, Vectors vectors, int k, int seconds) throws IOException {
    var loader = new BulkLoader(index.engine(), index.name(), 1, FIRST_PAUSE);
    var millis = DoubleStream.builder();
    float[][] queries = vectors.queries();
    float[] row = new float[vectors.rows().dimension()];
    double before = cpuSeconds(index);
    long start = System.nanoTime();
    try (Connection connection = index.engine().connect()) {
      for (int second = 0; second < seconds; second++) {
        vectors.rows().read(second, row);
        loader.add(new BulkLoader.Document("new-" + second, "new-" + second + ".jpg", row));
        if (second % SEARCH_EVERY == 0) {
          millis.add(
              MixedLoad.search(connection, index.name(), queries[second % queries.length], k));
        }
        long next = start + Duration.ofSeconds(second + 1).toNanos();
        sleep(next - System.nanoTime());
      }
    }
    double minutes = (System.nanoTime() - start) / 60e9;
    return new PlainUser(
        Percentiles.of(millis.build().toArray()), (cpuSeconds(index) - before) / minutes);
  }

  /** Of all nodes, ever. */
  private static double cpuSeconds(ArticleIndex index) throws IOException {
    double millis = 0;
    for (JsonNode node : index.engine().call("GET", "/_nodes/stats/process", null).path("nodes")) {
      millis += node.at("/process/cpu/total_in_millis").asDouble();
    }
    return millis / 1e3;
  }

  private static void sleep(long nanos) throws IOException {
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
