package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;

/**
 * The inner loops of exact search over rows of floats. No sum chains more than {@code dimension/4 +
 * 256} additions, which bounds on their rounding rely on. Stateless, safe for all threads.
 */
public interface RowKernels {
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

  /** The kernels for this machine: vectors where the Vector API is there, scalars otherwise. */
  static RowKernels best() {
    return KernelChoice.ROWS;
  }

  /** Plain Java; also what the vector kernels are checked by. */
  static RowKernels scalar() {
    return new ScalarRowKernels();
  }
}
