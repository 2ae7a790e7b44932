package io.niteru.core.quant;

import io.niteru.core.simd.Kernels;
import java.lang.foreign.MemorySegment;

/**
 * Proves from codes of the second rung that vectors are farther from a target than some radius.
 * Each value of a vector is within half a step of what its code says, so the product with the
 * target {@code w} is within half a step times the sum of the absolute values of {@code w}; the
 * target itself is quantised to eight bits, which is allowed for alike. For one thread.
 */
final class NibbleBound {
  private static final int LEVELS = 255;

  private final CodeLayout layout;
  private final Kernels kernels = Kernels.best();
  private final long[] planes;
  private final double low;
  private final double step;
  private final double sum;
  private final double squares;
  private final double absolutes;
  private final double halfStepNorm;

  /** A bound for a target that is mapped, rotated and centred. */
  NibbleBound(CodeLayout layout, float[] w) {
    this.layout = layout;
    float min = w[0];
    float max = w[0];
    double squares = 0;
    double absolutes = 0;
    for (float x : w) {
      min = Math.min(min, x);
      max = Math.max(max, x);
      squares += (double) x * x;
      absolutes += Math.abs(x);
    }
    int words = layout.queryWords();
    this.planes = new long[8 * words];
    float inverse = max > min ? LEVELS / (max - min) : 0;
    long quantised = kernels.quantize(w, w.length, min, inverse, 8, planes, words);
    this.low = min;
    this.step = (max - min) / (double) LEVELS;
    this.sum = low * w.length + step * quantised;
    this.squares = squares;
    this.absolutes = absolutes;
    this.halfStepNorm = 0.51 * step * Math.sqrt(w.length);
  }

  /** The target's planes of bits, least significant first. */
  long[] planes() {
    return planes;
  }

  double low() {
    return low;
  }

  double step() {
    return step;
  }

  /** The sum of the quantised target. */
  double sum() {
    return sum;
  }

  /** The target's squared norm. */
  double squares() {
    return squares;
  }

  /** The most that quantising takes from or adds to the target's product with a unit vector. */
  double halfStepNorm() {
    return halfStepNorm;
  }

  /** The least squared distance the vector of a code may have. */
  double least(MemorySegment nibbles, int node) {
    long at = (long) node * layout.nibbleStride();
    long trailer = at + 4L * layout.planeBytes();
    long dot = kernels.dot4x8(nibbles, at, layout.planeBytes(), planes, layout.queryWords());
    double xLow = nibbles.get(CodeLayout.FLOAT, trailer);
    double xStep = nibbles.get(CodeLayout.FLOAT, trailer + 4);
    double xSquares = nibbles.get(CodeLayout.FLOAT, trailer + 8);
    double xSum = nibbles.get(CodeLayout.FLOAT, trailer + 12);
    int dimension = layout.dimension();
    double product = low * xSum + xLow * (sum - low * dimension) + xStep * step * dot;
    double coded = Math.sqrt(xSquares) + 0.51 * xStep * Math.sqrt(dimension);
    double error = 0.51 * xStep * absolutes + coded * halfStepNorm;
    return xSquares + squares - 2 * (product + error);
  }
}
