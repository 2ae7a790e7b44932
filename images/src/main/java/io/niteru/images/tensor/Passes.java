package io.niteru.images.tensor;

import io.niteru.images.decode.Pixels;

/**
 * The two passes of a resize, each rounded to 8 bits. All implementations give the same pixels.
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
   * @param window the part of the picture, as wide as the weights have inputs
   * @param out gets one row after the other
   */
  void across(Pixels in, Fit.Window window, ResizeWeights weights, int[] out);

  /**
   * Makes as many rows as there are outputs of the weights.
   *
   * @param width pixels in a row, of {@code in} and {@code out}
   */
  void down(int[] in, int width, ResizeWeights weights, int[] out);

  /** The fastest passes of this machine. */
  static Passes best() {
    return VectorWidth.isEnough() ? new VectorPasses() : new ScalarPasses();
  }
}
