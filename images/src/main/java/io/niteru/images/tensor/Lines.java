package io.niteru.images.tensor;

import io.niteru.images.decode.Plane;

/**
 * What a {@link PlaneResizer} does along lines of samples. All implementations give the same
 * numbers.
 *
 * <p>Not thread-safe: they may keep buffers.
 */
interface Lines {
  /** One, in the fixed point of the weights. */
  float ONE = 1 << ResizeWeights.BITS;

  /** How many rows stand side by side in a band: its numbers are column after column. */
  int rows();

  /**
   * Blends rows to one row of a band.
   *
   * @param x where the part of the plane begins that is looked at
   * @param y the first row of that part
   * @param output which output of the weights this is
   * @param band gets {@code length} numbers
   * @param row which row of the band they become
   */
  void down(
      Plane in, int x, int y, ResizeWeights weights, int output, float[] band, int row, int length);

  /** Blends the columns of a band to as many as there are outputs of the weights. */
  void across(float[] band, ResizeWeights weights, float[] out);

  /**
   * Makes pixels of bands of lightness and the two differences of colour, as JFIF defines it.
   *
   * @param out gets the first {@code rows} rows of them, one after the other
   * @param at where in {@code out}
   */
  void toRgb(float[][] bands, int width, int rows, int[] out, int at);

  /** The fastest of this machine. */
  static Lines best() {
    return VectorWidth.isEnough() ? new VectorLines() : new ScalarLines();
  }
}
