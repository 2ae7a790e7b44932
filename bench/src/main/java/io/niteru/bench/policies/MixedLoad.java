package io.niteru.bench.policies;

import io.niteru.app.engine.BulkLoader;
import io.niteru.app.engine.Connection;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import io.niteru.bench.article.ArticleIndex;
import io.niteru.bench.article.Percentiles;
import io.niteru.bench.article.Vectors;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import org.apache.hc.core5.http.ContentType;

/**
 * One writer sends documents in bulk as fast as it may while four search, each one search after
 * another.
 *
 * @param documentsPerSecond that were acknowledged
 * @param searchesPerSecond of all who search
 * @param search milliseconds
 */
public record MixedLoad(double documentsPerSecond, double searchesPerSecond, Percentiles search) {
  private static final int SEARCHERS = 4;
  private static final int BATCH = 200;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Does it for so long, on an index that is there and empty. */
  static MixedLoad run(ArticleIndex index, Vectors vectors, int k, Duration length)
      throws IOException {
    long end = System.nanoTime() + length.toNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(1 + SEARCHERS)) {
      Future<Integer> writer = threads.submit(() -> write(index, vectors, end));
      List<Future<double[]>> searchers = new ArrayList<>();
      for (int i = 0; i < SEARCHERS; i++) {
        int first = i * vectors.queries().length / SEARCHERS;
        Callable<double[]> searcher = () -> search(index, vectors.queries(), first, k, end);
        searchers.add(threads.submit(searcher));
      }
      double[] millis = {};
      for (Future<double[]> searcher : searchers) {
        millis =
            DoubleStream.concat(DoubleStream.of(millis), DoubleStream.of(get(searcher))).toArray();
      }
      double seconds = length.toMillis() / 1e3;
      return new MixedLoad(get(writer) / seconds, millis.length / seconds, Percentiles.of(millis));
    }
  }

  private static int write(ArticleIndex index, Vectors vectors, long end) throws IOException {
    var loader = new BulkLoader(index.engine(), index.name(), BATCH, FIRST_PAUSE);
    float[] row = new float[vectors.rows().dimension()];
    int acknowledged = 0;
    for (int i = 0; i < vectors.rows().rows() && System.nanoTime() < end; i++) {
      vectors.rows().read(i, row);
      acknowledged +=
          loader.add(
              new BulkLoader.Document(
                  Integer.toString(i), String.format(Locale.ROOT, "%07d.jpg", i), row));
    }
    return acknowledged;
  }

  private static double[] search(ArticleIndex index, float[][] queries, int first, int k, long end)
      throws IOException {
    var millis = DoubleStream.builder();
    try (Connection connection = index.engine().connect()) {
      for (int i = first; System.nanoTime() < end; i++) {
        millis.add(search(connection, index.name(), queries[i % queries.length], k));
      }
    }
    return millis.build().toArray();
  }

  /** Milliseconds of one search. */
  static double search(Connection connection, String index, float[] query, int k)
      throws IOException {
    byte[] body = Engine.JSON.writeValueAsBytes(ImageIndex.query(query, k));
    String path = "/" + index + "/_search";
    Connection.Reply reply = connection.post(path, body, ContentType.APPLICATION_JSON);
    reply.read().success("POST", path);
    return reply.millis();
  }

  private static <T> T get(Future<T> task) throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException("the load failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
