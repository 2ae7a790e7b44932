package io.niteru.core.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowKernelsTest {
  private static final int ROWS = 9;

  private final RowKernels scalar = new ScalarRowKernels();
  private final RowKernels vector = new VectorRowKernels();
  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 16, 33, 64, 129, 1280})
  void productsOfRowsAreThoseOfTheScalarTwin(int dimension) {
    float[] query = floats(dimension);
    MemorySegment rows = MemorySegment.ofArray(floats(ROWS * dimension));
    float[] expected = new float[ROWS];
    float[] products = new float[ROWS];

    scalar.products(query, rows, 0, 4L * dimension, ROWS, expected);
    vector.products(query, rows, 0, 4L * dimension, ROWS, products);

    assertThat(products).containsExactly(expected, within(1e-4f));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256})
  void productsOfCodesAreThoseOfTheScalarTwin(int bytes) {
    float[] weights = floats(bytes);
    byte[] codes = new byte[ROWS * bytes];
    random.nextBytes(codes);
    float[] expected = new float[ROWS];
    float[] products = new float[ROWS];

    scalar.codes(weights, MemorySegment.ofArray(codes), 0, ROWS, expected);
    vector.codes(weights, MemorySegment.ofArray(codes), 0, ROWS, products);

    assertThat(products).containsExactly(expected, within(1e-1f));
  }

  @Test
  void tilesAddTheProductsOfTheScalarTwin() {
    int length = 100;
    float[] block = floats(RowKernels.TILE * RowKernels.DEPTH);
    float[][] vectors = new float[Math.max(scalar.panel(), vector.panel())][];
    for (int v = 0; v < vectors.length; v++) {
      vectors[v] = floats(length);
    }

    float[][] expected = tile(scalar, vectors, block, length);
    float[][] sums = tile(vector, vectors, block, length);

    for (int row = 0; row < RowKernels.TILE; row++) {
      for (int v = 0; v < Math.min(scalar.panel(), vector.panel()); v++) {
        assertThat(sums[row][v]).isCloseTo(expected[row][v], within(1e-4f));
      }
    }
  }

  /** The sums of each row with each vector of a panel, which 1 was added to. */
  private static float[][] tile(RowKernels kernels, float[][] vectors, float[] block, int length) {
    int width = kernels.panel();
    float[] panel = new float[length * width];
    for (int v = 0; v < width; v++) {
      for (int d = 0; d < length; d++) {
        panel[d * width + v] = vectors[v][d];
      }
    }
    float[] sums = new float[RowKernels.TILE * width];
    Arrays.fill(sums, 1);
    kernels.tile(panel, 0, block, 0, length, sums, 0);
    float[][] rows = new float[RowKernels.TILE][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(sums, row * width, (row + 1) * width);
    }
    return rows;
  }

  private float[] floats(int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    return floats;
  }
}
