package io.niteru.core.quant;

import io.niteru.core.simd.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Proves from codes that vectors are farther from a target than some radius, first from those of
 * one bit. With {@code v} a coded vector, {@code s} its signs divided by the root of the dimension,
 * so that {@code |s| = 1}, and {@code w} the target, both rotated and centred, the code holds
 * {@code |v|} and {@code a = v·s}, and
 *
 * <pre>
 * v·w = a s·w + (v - a s)·(w - (s·w) s)  ≤ a s·w + sqrt(|v|² - a²) sqrt(|w|² - (s·w)²)
 * </pre>
 *
 * by Cauchy and Schwarz. What that leaves is tried with codes of four bits, see {@link
 * NibbleBound}. What floats round off, of vectors no longer than 1, is allowed for many times over.
 * For one thread.
 */
public final class CodeBound {
  private static final int LOW_BITS = 4;

  /** Far more than rotation and rounding can move a vector no longer than 1. */
  private static final double ROUNDING = 1e-4;

  private final Codes codes;
  private final CodeLayout layout;
  private final Kernels kernels = Kernels.best();
  private final NibbleBound target;
  private final long[] lowPlanes;
  private final long[] highPlanes;
  private final double error;
  private final double limit;

  /**
   * A bound.
   *
   * @param codes the codes
   * @param quantizer what they were made with
   * @param target the field's target
   * @param minScore score of the radius, by the field's similarity function
   */
  public CodeBound(Codes codes, Quantizer quantizer, float[] target, float minScore) {
    this.codes = codes;
    this.layout = codes.layout();
    float[] w = new float[layout.dimension()];
    quantizer.space().mapTarget(target, w);
    quantizer.centre(w);
    this.target = new NibbleBound(layout, w);
    long[] planes = this.target.planes();
    this.lowPlanes = Arrays.copyOf(planes, planes.length / 2);
    this.highPlanes = Arrays.copyOfRange(planes, planes.length / 2, planes.length);
    double norm = Math.sqrt(this.target.squares());
    this.error = this.target.halfStepNorm() + ROUNDING * norm;
    double distance = Math.sqrt(quantizer.space().squaredRadius(target, minScore));
    double slack = distance + ROUNDING * (1 + norm + distance);
    this.limit = slack * slack;
  }

  /**
   * Takes out the codes of vectors that are beyond the radius for certain.
   *
   * @param nodes numbers of codes; those to keep are moved to its front, in their order
   * @param count how many of them there are
   * @return how many are left
   */
  public int retain(int[] nodes, int count) {
    if (!(limit < Double.POSITIVE_INFINITY)) {
      return count;
    }
    int left = 0;
    for (int i = 0; i < count; i++) {
      int node = nodes[i];
      if (least(node) <= limit && target.least(codes.nibbles(), node) <= limit) {
        nodes[left++] = node;
      }
    }
    return left;
  }

  /** The least squared distance the vector of a code of one bit may have. */
  private double least(int node) {
    MemorySegment bits = codes.bits();
    long row = (long) node * layout.bitStride();
    int words = layout.queryWords();
    int highDot = kernels.dot1x4(bits, row, highPlanes, words);
    double dot = kernels.dot1x4(bits, row, lowPlanes, words) + ((long) highDot << LOW_BITS);
    long at = row + layout.planeBytes();
    double norm = bits.get(CodeLayout.FLOAT, at);
    double factor = bits.get(CodeLayout.FLOAT, at + 4);
    int population = bits.get(CodeLayout.INT, at + 8);
    double root = Math.sqrt(layout.dimension());
    double signed = 2 * (target.low() * population + target.step() * dot) - target.sum();
    double product = signed / root + error;
    double along = factor > 0 ? 2 * norm / factor / root : 0;
    double across = Math.sqrt(Math.max(0, norm - along * along));
    double squares = target.squares();
    // The bound grows with s·w until s and w enclose the angle that s and v do.
    boolean beyond = product * Math.sqrt(norm) >= along * Math.sqrt(squares);
    double bound =
        beyond
            ? Math.sqrt(norm * squares)
            : along * product + across * Math.sqrt(Math.max(0, squares - product * product));
    return norm + squares - 2 * bound;
  }
}
