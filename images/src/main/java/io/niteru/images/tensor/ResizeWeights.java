package io.niteru.images.tensor;

/**
 * Which pixels of a line of {@code in} pixels make each of {@code out}, and how much of each: a
 * triangle filter as wide as the picture is reduced, so that every pixel counts. Weights are fixed
 * point with {@link #BITS} bits, rounded as Pillow's {@code Image.resize(..., BILINEAR)} rounds
 * them.
 *
 * <p>Immutable.
 */
final class ResizeWeights {
  static final int BITS = 22;

  final int in;
  final int out;
  private final double begin;
  private final double extent;
  final int[] first;
  final int[] count;

  /** The weights of output {@code i} begin at {@code i * stride}. */
  final int[] weights;

  final int stride;

  /** Weights that make a whole line smaller or larger. */
  ResizeWeights(int in, int out) {
    this(0, in, in, out);
  }

  /**
   * Weights for a part of a line.
   *
   * @param begin where the part begins, which need not be between two pixels
   * @param extent how long it is
   * @param in how many pixels there are, the part's and those it begins and ends in
   */
  ResizeWeights(double begin, double extent, int in, int out) {
    this.begin = begin;
    this.extent = extent;
    this.in = in;
    this.out = out;
    double scale = extent / out;
    double support = Math.max(scale, 1);
    stride = (int) Math.ceil(support) * 2 + 1;
    first = new int[out];
    count = new int[out];
    weights = new int[out * stride];
    double[] w = new double[stride];
    for (int i = 0; i < out; i++) {
      double centre = begin + (i + 0.5) * scale;
      int from = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(in, (int) (centre + support + 0.5));
      double sum = 0;
      for (int x = from; x < end; x++) {
        w[x - from] = Math.max(0, 1 - Math.abs((x - centre + 0.5) / support));
        sum += w[x - from];
      }
      first[i] = from;
      count[i] = end - from;
      for (int x = 0; x < end - from; x++) {
        weights[i * stride + x] = (int) (0.5 + w[x] / sum * (1 << BITS));
      }
    }
  }

  /** Whether these are the weights for a part of a line, given as to the constructor. */
  boolean isFor(double begin, double extent, int in) {
    return this.begin == begin && this.extent == extent && this.in == in;
  }
}
