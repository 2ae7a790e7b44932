package io.niteru.core.exact;

import java.util.stream.IntStream;

/** Upper bounds of all rows for one query, from their codes; see {@link CertifiedIndex}. */
final class CodeBounds {
  private static final int BLOCK = 256;

  private final Codes codes;
  private final RowFilter filter;
  private final Kernel kernel;
  private final float slack;
  private final float[] weights;
  private final double base;
  private final double length;
  private final double rest;

  CodeBounds(Query query, Codes codes, ExactIndex exact) {
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
    base = constant + RowFilter.rounding(weights.length) * absolute;
    length = Math.sqrt(square);
    // |r|² = |q|² - 2 z·Pq + zᵀPPᵀz, z being Pq but for its rounding.
    double error = Coder.projectionError(book, query.vector.length) * Math.sqrt(query.square);
    double restSquare =
        query.square * (1 + 1e-12) - square * (1 - book.skew()) + 2 * length * error;
    rest = Math.sqrt(Math.max(0, restSquare));
  }

  /**
   * Bounds all rows, on all cores.
   *
   * @param upper becomes each row's bound
   * @return of each block of rows, the one with the highest bound
   */
  int[] bound(float[] upper) {
    int[] best = new int[(upper.length + BLOCK - 1) / BLOCK];
    IntStream.range(0, best.length)
        .parallel()
        .forEach(block -> best[block] = bound(block * BLOCK, upper));
    return best;
  }

  private int bound(int first, float[] upper) {
    int count = Math.min(BLOCK, upper.length - first);
    float[] products = new float[count];
    codes.products(weights, first, count, products, kernel);
    int best = first;
    for (int i = 0; i < count; i++) {
      int row = first + i;
      double bound =
          base
              + products[i]
              + length * codes.rounding(row)
              + rest * codes.residual(row)
              + filter.bias(row)
              + (double) slack * filter.slack(row);
      // What left the range of float says nothing.
      upper[row] = Double.isNaN(bound) ? Float.POSITIVE_INFINITY : RowFilter.up(bound);
      best = upper[row] > upper[best] ? row : best;
    }
    return best;
  }
}
