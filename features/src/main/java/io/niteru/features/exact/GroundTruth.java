package io.niteru.features.exact;

import io.niteru.core.simd.Norms;
import io.niteru.features.FeatureFile;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * The distance of each query's k-th nearest row, by exact search.
 *
 * <p>A hit counts as right when it is no farther than that, but for the rounding of floats, so that
 * rows at the same distance are as good as each other. Safe for all threads while the file is open.
 */
public final class GroundTruth {
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
   * @param k how many rows a query has to find, at least 1; fewer where fewer are allowed
   * @param allowed rows that may be hits, one at least; null for all
   * @param scanned told, by any thread, of how many more rows have been scanned
   */
  public static GroundTruth scan(
      FeatureFile rows, float[][] queries, int k, BitSet allowed, IntConsumer scanned) {
    IntPredicate accepted = allowed == null ? row -> true : allowed::get;
    int expected = Math.min(k, allowed == null ? rows.rows() : allowed.cardinality());
    Neighbor[][] nearest =
        new ExactIndex(rows, Metric.EUCLIDEAN).searchAll(queries, expected, accepted, scanned);
    double[] farthest =
        Arrays.stream(nearest).mapToDouble(hits -> hits[expected - 1].value()).toArray();
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
    double squares = Norms.squaredDistance(queries[query], rows.row(row));
    return squares <= farthest[query] * (1 + ROUNDING);
  }
}
