package io.niteru.features.exact;

import io.niteru.core.simd.RowKernels;
import java.util.stream.IntStream;

/** Upper bounds of all rows for one query, from their codes; see {@link CertifiedIndex}. */
final class RowBounds {
  private static final int BLOCK = 256;

  private final RowCodes codes;
  private final RowFilter filter;
  private final RowKernels kernel;
  private final float slack;
  private final float[] weights;
  private final float base;
  private final float length;
  private final float rest;

  RowBounds(Query query, RowCodes codes, ExactIndex exact) {
    this.codes = codes;
    this.filter = exact.filter();
    this.kernel = exact.kernel();
    this.slack = query.slack;
    Codebook book = codes.codebook();
    float[] z = codes.project(query.vector, kernel);
    weights = new float[book.bytes()];
    double constant = 0;
    double square = 0;
    double absolute = 0;
    for (int c = 0; c < z.length; c++) {
      weights[c] = z[c] * book.step()[c];
      constant += (double) z[c] * book.middle()[c];
      square += (double) z[c] * z[c];
      absolute += 128d * Math.abs(weights[c]) + Math.abs((double) z[c] * book.middle()[c]);
    }
    base = RowFilter.up(constant + RowFilter.rounding(weights.length) * absolute);
    length = raised(Math.sqrt(square));
    // |r|² = |q|² - 2 z·Pq + zᵀPPᵀz, z being Pq but for its rounding.
    double error = Coder.projectionError(book, query.vector.length) * Math.sqrt(query.square);
    double restSquare =
        query.square * (1 + 1e-12) - square * (1 - book.skew()) + 2 * Math.sqrt(square) * error;
    rest = raised(Math.sqrt(Math.max(0, restSquare)));
  }

  /** Raised by more than the few float operations on its products can take away. */
  private static float raised(double factor) {
    return RowFilter.up(factor * (1 + 16 * RowFilter.UNIT));
  }

  /**
   * Bounds all rows, on all cores.
   *
   * @param upper becomes each row's bound; NaN, which is below nothing, where float overflows
   * @return of each block of rows, the one with the highest bound
   */
  int[] bound(float[] upper) {
    int[] best = new int[(upper.length + BLOCK - 1) / BLOCK];
    IntStream.range(0, best.length)
        .parallel()
        .forEach(block -> best[block] = new Block().bound(block * BLOCK, upper));
    return best;
  }

  /** Room for what is known of a block. */
  private final class Block {
    private final float[] products = new float[BLOCK];
    private final float[] residuals = new float[BLOCK];
    private final float[] roundings = new float[BLOCK];

    /** A loop of its own for all that C2 can do with SIMD. */
    int bound(int first, float[] upper) {
      int count = Math.min(BLOCK, upper.length - first);
      codes.products(weights, first, count, products, kernel);
      codes.bounds(first, count, residuals, roundings);
      for (int i = 0; i < count; i++) {
        upper[first + i] = base + products[i] + rest * residuals[i] + length * roundings[i];
      }
      filter.add(first, count, slack, upper);
      int best = first;
      for (int row = first; row < first + count; row++) {
        best = upper[row] > upper[best] ? row : best;
      }
      return best;
    }
  }
}
