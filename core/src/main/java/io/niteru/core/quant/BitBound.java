package io.niteru.core.quant;

import io.niteru.core.simd.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Proves from codes of the first rung that vectors are farther from a target than some radius. With
 * {@code v} a coded vector, {@code s} its signs divided by the root of the dimension, so that
 * {@code |s| = 1}, and {@code w} the target, both rotated and centred, the code holds {@code |v|}
 * and {@code a = v·s}, and
 *
 * <pre>
 * v·w = a s·w + (v - a s)·(w - (s·w) s)  ≤ a s·w + sqrt(|v|² - a²) sqrt(|w|² - (s·w)²)
 * </pre>
 *
 * by Cauchy and Schwarz. {@code s·w} is known but for the quantisation of {@code w} to eight bits,
 * whose error is bounded, too. What floats round off, of vectors no longer than 1, is allowed for
 * many times over. For one thread.
 */
public final class BitBound {
  private static final int LOW_BITS = 4;

  /** Far more than rotation and rounding can move a vector no longer than 1. */
  private static final double ROUNDING = 1e-4;

  private final CodeLayout layout;
  private final Kernels kernels = Kernels.best();
  private final long[] lowPlanes;
  private final long[] highPlanes;
  private int[] lowDots = new int[128];
  private int[] highDots = new int[128];
  private final double low;
  private final double step;
  private final double sum;
  private final double error;
  private final double squaredNorm;
  private final double limit;

  /**
   * A bound.
   *
   * @param quantizer what the codes were made with
   * @param target the field's target
   * @param minScore score of the radius, by the field's similarity function
   */
  public BitBound(Quantizer quantizer, float[] target, float minScore) {
    this.layout = quantizer.layout();
    int words = layout.queryWords();
    float[] w = new float[layout.dimension()];
    quantizer.space().mapTarget(target, w);
    quantizer.centre(w);
    float min = w[0];
    float max = w[0];
    double squares = 0;
    for (float x : w) {
      min = Math.min(min, x);
      max = Math.max(max, x);
      squares += (double) x * x;
    }
    float inverse = max > min ? 255 / (max - min) : 0;
    long[] planes = new long[8 * words];
    long quantised = kernels.quantize(w, w.length, min, inverse, 8, planes, words);
    this.lowPlanes = Arrays.copyOf(planes, LOW_BITS * words);
    this.highPlanes = Arrays.copyOfRange(planes, LOW_BITS * words, 8 * words);
    this.low = min;
    this.step = (max - min) / 255d;
    this.sum = low * w.length + step * quantised;
    double norm = Math.sqrt(squares);
    // Half a step in each dimension, seen along s; the rest is for rounding.
    this.error = 0.51 * step * Math.sqrt(w.length) + ROUNDING * norm;
    this.squaredNorm = squares;
    double distance = Math.sqrt(quantizer.space().squaredRadius(target, minScore));
    double slack = distance + ROUNDING * (1 + norm + distance);
    this.limit = slack * slack;
  }

  /**
   * Takes out the codes of vectors that are beyond the radius for certain.
   *
   * @param bits codes of the first rung
   * @param nodes numbers of codes; those to keep are moved to its front, in their order
   * @param count how many of them there are
   * @return how many are left
   */
  public int retain(MemorySegment bits, int[] nodes, int count) {
    if (!(limit < Double.POSITIVE_INFINITY)) {
      return count;
    }
    if (lowDots.length < count) {
      lowDots = new int[count];
      highDots = new int[count];
    }
    int words = layout.queryWords();
    kernels.dots1x4(bits, layout.bitStride(), nodes, 0, count, lowPlanes, words, lowDots);
    kernels.dots1x4(bits, layout.bitStride(), nodes, 0, count, highPlanes, words, highDots);
    int left = 0;
    for (int i = 0; i < count; i++) {
      long dot = lowDots[i] + ((long) highDots[i] << LOW_BITS);
      if (least(bits, nodes[i], dot) <= limit) {
        nodes[left++] = nodes[i];
      }
    }
    return left;
  }

  /** The least squared distance the vector of a code may have. */
  private double least(MemorySegment bits, int node, long dot) {
    long at = (long) node * layout.bitStride() + layout.planeBytes();
    double norm = bits.get(CodeLayout.FLOAT, at);
    double factor = bits.get(CodeLayout.FLOAT, at + 4);
    int population = bits.get(CodeLayout.INT, at + 8);
    double root = Math.sqrt(layout.dimension());
    double signed = 2 * (low * population + step * dot) - sum;
    double product = signed / root + error;
    double along = factor > 0 ? 2 * norm / factor / root : 0;
    double across = Math.sqrt(Math.max(0, norm - along * along));
    // The bound grows with s·w until s and w enclose the angle that s and v do.
    double most = Math.sqrt(norm * squaredNorm);
    boolean beyond = product * Math.sqrt(norm) >= along * Math.sqrt(squaredNorm);
    double bound =
        beyond
            ? most
            : along * product + across * Math.sqrt(Math.max(0, squaredNorm - product * product));
    return norm + squaredNorm - 2 * bound;
  }
}
