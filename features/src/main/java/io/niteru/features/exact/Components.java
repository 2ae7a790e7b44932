package io.niteru.features.exact;

import io.niteru.core.simd.Norms;
import io.niteru.core.simd.RowKernels;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The directions in which rows are longest: leading eigenvectors of the second moments of a sample,
 * by orthogonal iteration (Golub and van Loan, Matrix Computations, section 7.3.2). A few rounds
 * do: bounds hold for any directions, better ones only make them tighter.
 */
final class Components {
  private static final int ROUNDS = 5;

  private Components() {}

  /**
   * Finds directions.
   *
   * @param sample rows
   * @param count how many to find, at most the dimension
   * @return nearly orthonormal; those the sample gives no hint of are zero
   */
  static float[][] of(float[][] sample, int count, RowKernels kernel) {
    float[][] columns = transposed(sample);
    float[][] moments = multiply(columns, columns, kernel);
    float[][] basis = new float[count][moments.length];
    var random = new SplittableRandom(1);
    for (float[] vector : basis) {
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) random.nextGaussian();
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      orthonormalize(basis);
      basis = multiply(moments, basis, kernel);
    }
    orthonormalize(basis);
    return basis;
  }

  private static float[][] transposed(float[][] rows) {
    float[][] columns = new float[rows[0].length][rows.length];
    IntStream.range(0, columns.length)
        .parallel()
        .forEach(d -> {
          for (int r = 0; r < rows.length; r++) {
            columns[d][r] = rows[r][d];
          }
        });
    return columns;
  }

  /** {@code result[v][r]} is the product of row {@code r} with vector {@code v}. */
  static float[][] multiply(float[][] rows, float[][] vectors, RowKernels kernel) {
    float[][] result = new float[vectors.length][rows.length];
    if (vectors.length == 0) {
      return result;
    }
    new MatrixProduct(kernel, vectors)
        .multiply(
            (row, from, length, to, at) -> System.arraycopy(rows[row], from, to, at, length),
            rows.length,
            (first, count, products) -> {
              for (int v = 0; v < vectors.length; v++) {
                for (int r = 0; r < count; r++) {
                  result[v][first + r] = products.sums()[products.at(r, v)];
                }
              }
            });
    return result;
  }

  /** Gram-Schmidt, twice, as once does not suffice for nearly parallel vectors. */
  private static void orthonormalize(float[][] basis) {
    for (int i = 0; i < basis.length; i++) {
      double length = Math.sqrt(Norms.dot(basis[i], basis[i]));
      for (int pass = 0; pass < 2; pass++) {
        float[] vector = basis[i];
        for (int j = 0; j < i; j++) {
          add(vector, -(float) Norms.dot(vector, basis[j]), basis[j]);
        }
      }
      double rest = Math.sqrt(Norms.dot(basis[i], basis[i]));
      float scale = rest > 1e-5 * length ? (float) (1 / rest) : 0;
      for (int d = 0; d < basis[i].length; d++) {
        basis[i][d] *= scale;
      }
    }
  }

  private static void add(float[] to, float factor, float[] vector) {
    for (int d = 0; d < to.length; d++) {
      to[d] += factor * vector[d];
    }
  }
}
