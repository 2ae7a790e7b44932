package io.niteru.features.exact;

import io.niteru.core.simd.Norms;
import io.niteru.features.FeatureFile;

/**
 * RowCodes rows and bounds what each code leaves out. With {@code P} the components, {@code ε}
 * their skew, {@code u} the row, {@code y} its decoded components and {@code e = u - Pᵀy}:
 *
 * <pre>
 * |e|²  = |u|² - 2 y·Pu + yᵀPPᵀy  ≤ |u|² - 2 y·Pu + (1 + ε)|y|²
 * |P e| = |Pu - y - (PPᵀ - I)y|   ≤ |Pu - y| + ε|y|
 * </pre>
 *
 * {@code Pu} is computed in float; its error, at most {@code γ|u| sqrt(m (1 + ε))}, is added.
 */
final class Coder {
  private final ExactIndex exact;
  private final FeatureFile file;
  private final Codebook book;
  private final double projectionError;

  Coder(ExactIndex exact, Codebook book) {
    this.exact = exact;
    this.file = exact.file();
    this.book = book;
    this.projectionError = projectionError(book, file.dimension());
  }

  /** How far float products of a vector of length 1 with the components can be off, together. */
  static double projectionError(Codebook book, int dimension) {
    return RowFilter.rounding(dimension) * Math.sqrt(book.size() * (1 + book.skew()));
  }

  /** Codes all rows, on all cores. */
  void code(RowCodes codes) {
    if (book.size() == 0) {
      float[] vector = new float[file.dimension()];
      for (int row = 0; row < file.rows(); row++) {
        codes.set(row, length(row, vector), 0, new byte[book.bytes()]);
      }
      return;
    }
    new MatrixProduct(exact.kernel(), book.components())
        .multiply(
            file::read,
            file.rows(),
            (first, count, products) -> {
              byte[] code = new byte[book.bytes()];
              float[] vector = new float[file.dimension()];
              for (int r = 0; r < count; r++) {
                code(first + r, length(first + r, vector), products, r, code, codes);
              }
            });
  }

  /**
   * At least the length of a row as it is coded.
   *
   * @param vector room for the row
   */
  private double length(int row, float[] vector) {
    file.read(row, vector);
    return Math.sqrt(Norms.dot(vector, vector)) * exact.filter().scale(row) * (1 + 1e-12);
  }

  private void code(
      int row, double length, MatrixProduct.Products products, int r, byte[] code, RowCodes codes) {
    double scale = exact.filter().scale(row);
    double cross = 0;
    double decoded = 0;
    double off = 0;
    for (int c = 0; c < book.size(); c++) {
      double exactly = products.sums()[products.at(r, c)] * scale;
      code[c] = book.code(c, exactly);
      double y = book.value(c, code[c]);
      cross += y * exactly;
      decoded += y * y;
      off += (y - exactly) * (y - exactly);
    }
    double error = projectionError * length;
    double residual =
        length * length
            - 2 * cross
            + (1 + book.skew()) * decoded
            + 2 * error * Math.sqrt(decoded)
            + 1e-12 * (length * length + decoded);
    double rounding = Math.sqrt(off) + error + book.skew() * Math.sqrt(decoded);
    codes.set(row, Math.sqrt(Math.max(0, residual)), rounding * (1 + 1e-12), code);
  }
}
