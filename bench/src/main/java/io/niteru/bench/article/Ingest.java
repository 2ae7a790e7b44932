package io.niteru.bench.article;

import io.niteru.app.cli.Progress;
import io.niteru.app.engine.BulkLoader;
import io.niteru.app.engine.UnitVector;
import io.niteru.features.FeatureFile;
import io.niteru.features.RowStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the rows got in.
 *
 * @param documents how many
 * @param sentSeconds until the last was acknowledged
 * @param visibleSeconds until {@code _cat/indices} showed all
 * @param course how many were acknowledged by when, at about a hundred times
 */
public record Ingest(int documents, double sentSeconds, double visibleSeconds, List<Point> course) {
  /** So many documents after so many seconds. */
  public record Point(double seconds, int documents) {}

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final int POINTS = 100;

  /** Sends all rows as unit vectors, {@code batch} in a request, one request after another. */
  public static Ingest run(FeatureFile rows, ArticleIndex index, int batch, PrintWriter log)
      throws IOException {
    long start = System.nanoTime();
    List<Point> course = new ArrayList<>(List.of(new Point(0, 0)));
    BulkLoader loader = new BulkLoader(index.engine(), index.name(), batch, FIRST_PAUSE);
    try (RowStream stream = RowStream.open(rows);
        var progress = new Progress("bulk", rows.rows(), "docs", log)) {
      float[] row = new float[rows.dimension()];
      int step = Math.max(1, rows.rows() / POINTS);
      int acknowledged = 0;
      for (int i = 0; i < rows.rows(); i++) {
        stream.read(i, row);
        UnitVector.normalise(row);
        String path = String.format(Locale.ROOT, "%07d.jpg", i);
        int more = loader.add(new BulkLoader.Document(Integer.toString(i), path, row));
        acknowledged += more;
        progress.step(more);
        if (acknowledged >= course.getLast().documents() + step) {
          course.add(new Point(seconds(start), acknowledged));
        }
      }
      progress.step(loader.flush());
    }
    double sent = seconds(start);
    awaitAll(index, rows.rows());
    double visible = seconds(start);
    course.add(new Point(sent, rows.rows()));
    return new Ingest(rows.rows(), sent, visible, course);
  }

  /** Documents a second until all were acknowledged. */
  public double rate() {
    return documents / sentSeconds;
  }

  private static void awaitAll(ArticleIndex index, int count) throws IOException {
    long start = System.nanoTime();
    for (long shown = index.listing().documents(); shown < count; ) {
      if (seconds(start) > LONGEST_WAIT.toSeconds()) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "_cat/indices shows %,d of %,d documents, %d minutes after the last was sent",
                shown,
                count,
                LONGEST_WAIT.toMinutes()));
      }
      Pause.of(POLL);
      shown = index.listing().documents();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
