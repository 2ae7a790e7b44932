package io.niteru.features.exact;

import io.niteru.core.simd.VectorApi;
import java.lang.foreign.MemorySegment;

/**
 * The inner loops, in float. No sum chains more than {@code dimension/4 + 256} additions, which
 * {@link RowFilter#rounding} relies on. Stateless, thread-safe.
 */
interface Kernel {
  /** Rows of a tile. */
  int TILE = 6;

  /** Floats between two rows of a block, and the most of a row a block holds. */
  int DEPTH = 256;

  /** Vectors of a panel, which {@link #tile} multiplies a row with at once. */
  int panel();

  /**
   * Adds to {@code sums} the products of {@value #TILE} rows with the vectors of a panel.
   *
   * @param panel component {@code d} of vector {@code v} at {@code panelAt + d * panel() + v}
   * @param block component {@code d} of row {@code r} at {@code blockAt + r * DEPTH + d}
   * @param length components, at most {@value #DEPTH}
   * @param sums row {@code r}, vector {@code v} at {@code sumsAt + r * panel() + v}
   */
  void tile(
      float[] panel, int panelAt, float[] block, int blockAt, int length, float[] sums, int sumsAt);

  /**
   * Products of a query with consecutive little-endian rows.
   *
   * @param at byte where the first row begins
   * @param stride bytes from row to row
   */
  void products(
      float[] query, MemorySegment rows, long at, long stride, int count, float[] products);

  /**
   * Products of weights with consecutive rows of signed bytes.
   *
   * @param weights a multiple of 64 long, as is a row
   */
  void codes(float[] weights, MemorySegment codes, long at, int count, float[] products);

  /** The fastest that this JVM can run. */
  static Kernel best() {
    return VectorApi.isUsable() ? new VectorKernel() : new ScalarKernel();
  }
}
