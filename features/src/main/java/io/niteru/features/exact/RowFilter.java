package io.niteru.features.exact;

import io.niteru.core.simd.Norms;
import io.niteru.features.FeatureFile;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * What is needed of every row to turn a float product into an upper bound: 12 bytes a row on the
 * heap. The bounded quantity grows with nearness: {@code q·x} for {@link Metric#DOT}, {@code
 * q·x/|x|} for {@link Metric#COSINE}, {@code q·x - |x|²/2} for {@link Metric#EUCLIDEAN}.
 *
 * <p>Rounding: any order of adding {@code n} float products errs by at most {@code γ |q| |x|} with
 * {@code γ = c u}, {@code c} the longest chain of additions and {@code u = 2^-24} (Higham, Accuracy
 * and Stability of Numerical Algorithms, 2nd ed., section 3.1), unless numbers over- or underflow.
 * Rows where that could happen have an infinite bound, so they are always measured.
 *
 * <p>Thread-safe, immutable.
 */
final class RowFilter {
  static final double UNIT = 0x1p-24;
  private static final int TASK = 256;
  private static final double LARGE = 1e18;
  private static final double SMALL = 1e-15;

  private final Metric metric;
  private final float[] scale;
  private final float[] bias;
  private final float[] slack;
  private final long fingerprint;

  /** Reads all rows once, on all cores; a NaN or an infinity is reported with its row. */
  RowFilter(FeatureFile file, Metric metric) {
    this.metric = metric;
    int n = file.rows();
    scale = new float[n];
    bias = new float[n];
    slack = new float[n];
    fingerprint =
        IntStream.range(0, (n + TASK - 1) / TASK)
            .parallel()
            .mapToLong(task -> read(file, task * TASK, (int) Math.min(n, (task + 1L) * TASK)))
            .sum();
    for (int row = 0; row < n; row++) {
      if (Float.isNaN(scale[row])) {
        throw new IllegalArgumentException(
            "row " + row + " of " + file.path() + " holds a NaN or an infinity");
      }
    }
  }

  private long read(FeatureFile file, int from, int to) {
    float[] vector = new float[file.dimension()];
    long sum = 0;
    for (int row = from; row < to; row++) {
      file.read(row, vector);
      set(row, Norms.dot(vector, vector));
      CRC32C crc = new CRC32C();
      crc.update(file.segment().asSlice(file.offset(row), 4L * file.dimension()).asByteBuffer());
      sum += (crc.getValue() + 1) * (2L * row + 0x9E3779B97F4A7C15L);
    }
    return sum;
  }

  /** Changes with any byte of any row, and with the order of the rows. */
  long fingerprint() {
    return fingerprint;
  }

  private void set(int row, double square) {
    double norm = Math.sqrt(square);
    if (!Double.isFinite(norm)) {
      scale[row] = Float.NaN;
      return;
    }
    scale[row] = metric != Metric.COSINE ? 1 : norm == 0 ? 0 : (float) (1 / norm);
    slack[row] = metric == Metric.COSINE ? 1 : up(norm);
    bias[row] = metric == Metric.EUCLIDEAN ? up(-square / 2 + 20 * UNIT * square) : 0;
    if (!withinRange(norm)) {
      bias[row] = Float.POSITIVE_INFINITY;
    }
  }

  private static boolean withinRange(double norm) {
    return norm == 0 || norm >= SMALL && norm <= LARGE;
  }

  /** The query's part of the slack: at most {@code dimension/4 + 256} additions in a chain. */
  static float slack(double queryNorm, int dimension) {
    return withinRange(queryNorm) ? up(rounding(dimension) * queryNorm) : Float.POSITIVE_INFINITY;
  }

  /** {@code γ} of every product of this package, with room for the few operations after it. */
  static double rounding(int dimension) {
    return (dimension / 4 + 256 + 32) * UNIT;
  }

  /** Of a row's float product with a query: more than the true quantity, or NaN. */
  float upper(int row, float product, float querySlack) {
    return product * scale[row] + bias[row] + slack[row] * querySlack;
  }

  /** What a row is multiplied by before it is coded: 1/|x| for cosine, else 1. */
  float scale(int row) {
    return scale[row];
  }

  /** Adds the bias and the slack of consecutive rows to bounds of a query's products with them. */
  void add(int first, int count, float querySlack, float[] upper) {
    for (int row = first; row < first + count; row++) {
      upper[row] = upper[row] + bias[row] + slack[row] * querySlack;
    }
  }

  /** Whether a row's length leaves float arithmetic its range; the bound of others is infinite. */
  boolean tame(int row) {
    return bias[row] != Float.POSITIVE_INFINITY;
  }

  /** The least float that is not less. */
  static float up(double value) {
    float f = (float) value;
    return f < value ? Math.nextUp(f) : f;
  }
}
