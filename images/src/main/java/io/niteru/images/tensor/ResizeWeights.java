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
  final int[] first;
  final int[] count;

  /** The weights of output {@code i} begin at {@code i * stride}. */
  final int[] weights;

  final int stride;

  ResizeWeights(int in, int out) {
    this.in = in;
    this.out = out;
    double scale = (double) in / out;
    double support = Math.max(scale, 1);
    stride = (int) Math.ceil(support) * 2 + 1;
    first = new int[out];
    count = new int[out];
    weights = new int[out * stride];
    double[] w = new double[stride];
    for (int i = 0; i < out; i++) {
      double centre = (i + 0.5) * scale;
      int begin = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(in, (int) (centre + support + 0.5));
      double sum = 0;
      for (int x = begin; x < end; x++) {
        w[x - begin] = Math.max(0, 1 - Math.abs((x - centre + 0.5) / support));
        sum += w[x - begin];
      }
      first[i] = begin;
      count[i] = end - begin;
      for (int x = 0; x < end - begin; x++) {
        weights[i * stride + x] = (int) (0.5 + w[x] / sum * (1 << BITS));
      }
    }
  }
}
