package io.niteru.images.tensor;

/**
 * The two passes of a resize, each rounded to 8 bits. All implementations give the same bytes.
 *
 * <p>Not thread-safe: they may keep buffers.
 */
interface Passes {
  /** Weights rounded up may sum to a little more than one. */
  int MAX = 255;

  /** One half, in the fixed point of the weights. */
  int HALF = 1 << (ResizeWeights.BITS - 1);

  /**
   * Makes rows of as many pixels as there are outputs of the weights.
   *
   * @param from where the first row begins in {@code in}
   * @param pitch bytes from row to row of {@code in}
   * @param rows how many
   * @param out gets one row after the other
   */
  void across(byte[] in, int from, int pitch, int rows, ResizeWeights weights, byte[] out);

  /**
   * Makes as many rows as there are outputs of the weights.
   *
   * @param length bytes in a row, of {@code in} and {@code out}
   */
  void down(byte[] in, int length, ResizeWeights weights, byte[] out);

  /** The fastest passes of this machine. */
  static Passes best() {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return vectors && VectorPasses.areFast() ? new VectorPasses() : new ScalarPasses();
  }
}
