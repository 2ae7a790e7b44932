package io.niteru.features.exact;

import io.niteru.core.simd.RowKernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Products of many rows with many vectors, on all cores: blocks of rows that fit the second-level
 * cache times panels of vectors that fit the first (Goto and van de Geijn, Anatomy of
 * High-Performance Matrix Multiplication, ACM TOMS 34(3), 2008).
 *
 * <p>Thread-safe, immutable; costs a copy of the vectors.
 */
final class MatrixProduct {
  /** Rows of a block, a multiple of {@link RowKernels#TILE}. */
  private static final int BLOCK = 96;

  /** Blocks a core takes at a time. */
  private static final int BATCH = 8;

  /** Where rows come from. */
  interface Rows {
    /** Copies {@code length} components of a row, beginning with {@code from}. */
    void copy(int row, int from, int length, float[] to, int at);
  }

  /** Where products go; called by many threads. */
  interface Sink {
    /** The products of {@code count} rows, beginning with {@code first}, with all vectors. */
    void accept(int first, int count, Products products);
  }

  /** The products of a block, valid until the sink returns. */
  final class Products {
    private final float[] sums = new float[panels.length * BLOCK * kernel.panel()];

    /** All products. */
    float[] sums() {
      return sums;
    }

    /** Where in {@link #sums} the product of the block's row {@code r} with a vector is. */
    int at(int r, int vector) {
      int width = kernel.panel();
      return (vector / width * BLOCK + r) * width + vector % width;
    }

    /** From the product with one row to that with the next. */
    int stride() {
      return kernel.panel();
    }
  }

  private final RowKernels kernel;
  private final int dimension;
  private final float[][] panels;

  MatrixProduct(RowKernels kernel, float[][] vectors) {
    this.kernel = kernel;
    this.dimension = vectors[0].length;
    int width = kernel.panel();
    panels = new float[(vectors.length + width - 1) / width][dimension * width];
    for (int v = 0; v < vectors.length; v++) {
      for (int d = 0; d < dimension; d++) {
        panels[v / width][d * width + v % width] = vectors[v][d];
      }
    }
  }

  /** Multiplies rows 0 to {@code count} - 1 with the vectors. */
  void multiply(Rows rows, int count, Sink sink) {
    int step = BLOCK * BATCH;
    IntStream.range(0, (count + step - 1) / step)
        .parallel()
        .forEach(batch -> batch(rows, batch * step, Math.min(count, (batch + 1) * step), sink));
  }

  private void batch(Rows rows, int from, int to, Sink sink) {
    float[] block = new float[BLOCK * RowKernels.DEPTH];
    Products products = new Products();
    for (int first = from; first < to; first += BLOCK) {
      int count = Math.min(BLOCK, to - first);
      Arrays.fill(products.sums, 0);
      for (int d = 0; d < dimension; d += RowKernels.DEPTH) {
        int length = Math.min(RowKernels.DEPTH, dimension - d);
        for (int r = 0; r < count; r++) {
          rows.copy(first + r, d, length, block, r * RowKernels.DEPTH);
        }
        for (int p = 0; p < panels.length; p++) {
          // The last tile may reach beyond the last row: what it adds there is never read.
          for (int r = 0; r < count; r += RowKernels.TILE) {
            kernel.tile(
                panels[p],
                d * kernel.panel(),
                block,
                r * RowKernels.DEPTH,
                length,
                products.sums,
                (p * BLOCK + r) * kernel.panel());
          }
        }
      }
      sink.accept(first, count, products);
    }
  }
}
