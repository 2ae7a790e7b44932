package io.niteru.features.exact;

import io.niteru.core.simd.Norms;
import io.niteru.features.FeatureFile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * One query being answered: the nearest rows so far, and the bound a row must reach to be among
 * them. Thread-safe; few rows get past the bound, so the lock is hardly ever waited for.
 */
final class Query {
  final float[] vector;
  final double square;
  final float slack;
  final int k;

  private final FeatureFile file;
  private final RowFilter filter;
  private final Metric metric;
  private final IntPredicate accepted;
  private final Comparator<Neighbor> nearestFirst;
  private final PriorityQueue<Neighbor> farthestFirst;
  private volatile float floor = Float.NEGATIVE_INFINITY;

  Query(
      FeatureFile file,
      RowFilter filter,
      Metric metric,
      float[] vector,
      int k,
      IntPredicate accepted) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, not " + k);
    }
    if (vector.length != file.dimension()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the query has %d dimensions, %s has %d",
              vector.length,
              file.path(),
              file.dimension()));
    }
    this.file = file;
    this.filter = filter;
    this.metric = metric;
    this.accepted = accepted;
    this.vector = vector;
    this.k = Math.min(k, file.rows());
    this.square = Norms.dot(vector, vector);
    if (!Double.isFinite(square)) {
      throw new IllegalArgumentException("the query holds a NaN or an infinity");
    }
    this.slack = RowFilter.slack(Math.sqrt(square), vector.length);
    this.nearestFirst =
        Comparator.<Neighbor>comparingDouble(n -> -metric.key(n.value()))
            .thenComparingInt(Neighbor::row);
    this.farthestFirst = new PriorityQueue<>(nearestFirst.reversed());
  }

  /** Rows whose upper bound is less cannot be among the nearest. */
  float floor() {
    return floor;
  }

  /**
   * Takes consecutive rows into account, given their float products with the query.
   *
   * @param at where the product of row {@code first} is
   * @param stride from there to that of the next row
   */
  void consider(int first, int count, float[] products, int at, int stride) {
    for (int i = 0; i < count; i++) {
      // The negation lets NaN through, which an overflow may leave.
      if (!(filter.upper(first + i, products[at + i * stride], slack) < floor)
          && accepted.test(first + i)) {
        measure(first + i);
      }
    }
  }

  /** Takes a row into account by measuring it; no row may be measured twice. */
  void measure(int row) {
    Neighbor neighbor = new Neighbor(row, metric.measure(vector, square, file.row(row)));
    synchronized (this) {
      if (farthestFirst.size() == k) {
        if (nearestFirst.compare(neighbor, farthestFirst.peek()) > 0) {
          return;
        }
        farthestFirst.poll();
      }
      farthestFirst.add(neighbor);
      if (farthestFirst.size() == k) {
        floor = metric.floor(metric.key(farthestFirst.peek().value()), square);
      }
    }
  }

  /** The nearest rows, nearest first, equal ones by row. */
  synchronized Neighbor[] nearest() {
    Neighbor[] nearest = farthestFirst.toArray(Neighbor[]::new);
    Arrays.sort(nearest, nearestFirst);
    return nearest;
  }
}
