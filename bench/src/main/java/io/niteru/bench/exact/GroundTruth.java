package io.niteru.bench.exact;

import io.niteru.app.Progress;
import io.niteru.bench.data.DataSet;
import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The distance of each query's k-th nearest row, found by scanning all rows.
 *
 * <p>A hit counts as right when it is no farther than that, but for the rounding of floats, so that
 * rows at the same distance are as good as each other. Thread-safe.
 */
public final class GroundTruth {
  private static final int BLOCK = 64;
  private static final int CHUNK = 4096;
  private static final int SPARE = 32;
  private static final double ROUNDING = 1e-6;

  private final FeatureFile rows;
  private final float[][] queries;
  private final int expected;
  private final double[] farthest;

  private GroundTruth(FeatureFile rows, float[][] queries, int expected, double[] farthest) {
    this.rows = rows;
    this.queries = queries;
    this.expected = expected;
    this.farthest = farthest;
  }

  /**
   * Scans all rows, or the allowed ones, for every query, on all cores.
   *
   * @param allowed rows that may be hits, or null for all
   */
  public static GroundTruth scan(DataSet data, int k, BitSet allowed, PrintWriter log)
      throws IOException {
    FeatureFile rows = data.open();
    float[][] queries = data.readQueries();
    Nearest[] nearest = new Nearest[queries.length];
    Arrays.setAll(nearest, i -> new Nearest(k + SPARE));
    try (Progress progress = new Progress("exact search", data.count(), "rows", log)) {
      IntStream.range(0, (data.count() + CHUNK - 1) / CHUNK)
          .parallel()
          .forEach(
              chunk -> {
                int from = chunk * CHUNK;
                int to = Math.min(data.count(), from + CHUNK);
                Nearest[] found = scanChunk(rows, queries, from, to, allowed, k);
                synchronized (nearest) {
                  for (int i = 0; i < found.length; i++) {
                    nearest[i].addAll(found[i]);
                  }
                }
                progress.step(to - from);
              });
    }
    int expected = Math.min(k, allowed == null ? data.count() : allowed.cardinality());
    double[] farthest = new double[queries.length];
    for (int i = 0; i < queries.length; i++) {
      float[] query = queries[i];
      farthest[i] =
          Arrays.stream(nearest[i].rows())
              .mapToDouble(row -> squaredDistance(query, rows.row(row)))
              .sorted()
              .skip(expected - 1)
              .findFirst()
              .orElseThrow();
    }
    return new GroundTruth(rows, queries, expected, farthest);
  }

  /** Share of the true neighbours of all queries among the hits, 0 to 1. */
  public double recall(int[][] hits) {
    return recall(hits, 0, hits.length);
  }

  /** The same of the queries {@code from} to {@code to}, exclusive. */
  public double recall(int[][] hits, int from, int to) {
    long right = 0;
    for (int i = from; i < to; i++) {
      int query = i;
      right +=
          Math.min(
              expected,
              Arrays.stream(hits[i]).distinct().filter(row -> isRight(query, row)).count());
    }
    return right / ((double) expected * (to - from));
  }

  private boolean isRight(int query, int row) {
    return squaredDistance(queries[query], rows.row(row)) <= farthest[query] * (1 + ROUNDING);
  }

  private static Nearest[] scanChunk(
      FeatureFile rows, float[][] queries, int from, int to, BitSet allowed, int k) {
    Nearest[] found = new Nearest[queries.length];
    Arrays.setAll(found, i -> new Nearest(k + SPARE));
    float[] distances = new float[SquaredDistances.GROUP];
    for (int block = from; block < to; block += BLOCK) {
      int end = Math.min(to, block + BLOCK);
      for (int q = 0; q < queries.length; q += distances.length) {
        float[][] group = group(queries, q);
        for (int row = block; row < end; row++) {
          if (allowed == null || allowed.get(row)) {
            SquaredDistances.of(rows.segment(), rows.offset(row), group, distances);
            for (int i = 0; i < distances.length && q + i < queries.length; i++) {
              found[q + i].offer(distances[i], row);
            }
          }
        }
      }
    }
    return found;
  }

  /** Queries from {@code first} on; past the end, the last one again. */
  private static float[][] group(float[][] queries, int first) {
    float[][] group = new float[SquaredDistances.GROUP][];
    Arrays.setAll(group, i -> queries[Math.min(first + i, queries.length - 1)]);
    return group;
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double d = (double) a[j] - b[j];
      sum += d * d;
    }
    return sum;
  }
}
