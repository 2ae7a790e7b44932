package io.niteru.core.quant;

import io.niteru.core.simd.Kernels;
import java.lang.foreign.MemorySegment;

/** A target of eight bits a dimension, as the second rung is compared with. For one thread. */
public final class NibbleQuery {
  final long[] planes;
  final int words;
  float low;
  float step;
  float squaredNorm;
  float sum;
  private final CodeLayout layout;

  /** A query of codes of some layout. */
  public NibbleQuery(CodeLayout layout) {
    this.layout = layout;
    this.words = layout.queryWords();
    this.planes = new long[8 * words];
  }

  /**
   * Estimates a squared distance.
   *
   * @param nibbles codes of the second rung
   * @param node number of the code
   * @return squared distance to the target, at least 0
   */
  public float estimate(MemorySegment nibbles, int node) {
    long at = (long) node * layout.nibbleStride();
    long trailer = at + 4L * layout.planeBytes();
    long dot = Kernels.best().dot4x8(nibbles, at, layout.planeBytes(), planes, words);
    float xLow = nibbles.get(CodeLayout.FLOAT, trailer);
    float xStep = nibbles.get(CodeLayout.FLOAT, trailer + 4);
    float xNorm = nibbles.get(CodeLayout.FLOAT, trailer + 8);
    float xSum = nibbles.get(CodeLayout.FLOAT, trailer + 12);
    // x = xLow + xStep * u and q = low + step * w in every dimension, so
    // <x, q> = low * sum(x) + step * (xLow * sum(w) + xStep * <u, w>), and
    // step * sum(w) = sum - low * dimension.
    int dimension = layout.dimension();
    float product = low * xSum + xLow * (sum - low * dimension) + xStep * step * dot;
    return Math.max(0f, xNorm + squaredNorm - 2 * product);
  }

  /**
   * The standard deviation of {@link #estimate}: each value of either is as likely to be anywhere
   * in the step it was rounded to.
   *
   * @param nibbles codes of the second rung
   * @param node number of the code
   */
  public float deviation(MemorySegment nibbles, int node) {
    long trailer = (long) node * layout.nibbleStride() + 4L * layout.planeBytes();
    float xStep = nibbles.get(CodeLayout.FLOAT, trailer + 4);
    float xNorm = nibbles.get(CodeLayout.FLOAT, trailer + 8);
    float variance = (squaredNorm * xStep * xStep + xNorm * step * step) / 3;
    return (float) Math.sqrt(variance) + BitQuery.ROUNDING * (1 + squaredNorm);
  }
}
