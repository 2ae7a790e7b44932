package io.niteru.core.quant;

import io.niteru.core.simd.Kernels;

/**
 * A random orthonormal map, the same for all indexes of a dimension: rounds of random signs and a
 * Walsh-Hadamard transform, over the first and the last power of two of the values in turn (Ailon
 * and Chazelle, "The fast Johnson-Lindenstrauss transform", 2009). It spreads every direction over
 * all dimensions, so that signs say something of each. Immutable; safe for all threads.
 */
public final class Rotation {
  private static final long SEED = 0x6E69746572753031L;
  private static final int ROUNDS = 4;

  private final int dimension;
  private final int window;
  private final float[][] factors = new float[ROUNDS][];

  /**
   * A map of vectors of some dimension.
   *
   * @param dimension number of values, a multiple of 64
   */
  public Rotation(int dimension) {
    this.dimension = dimension;
    this.window = Integer.highestOneBit(dimension);
    var signs = new Signs(SEED);
    float scale = (float) (1 / Math.sqrt(window));
    for (int r = 0; r < ROUNDS; r++) {
      factors[r] = new float[dimension];
      int from = from(r);
      for (int i = 0; i < dimension; i++) {
        boolean inside = i >= from && i < from + window;
        factors[r][i] = signs.next() * (inside ? scale : 1f);
      }
    }
  }

  /** Turns {@code v}, of the dimension of this rotation, in place. */
  public void apply(float[] v) {
    for (int r = 0; r < ROUNDS; r++) {
      float[] factor = factors[r];
      for (int i = 0; i < dimension; i++) {
        v[i] *= factor[i];
      }
      Kernels.best().hadamard(v, from(r), window);
    }
  }

  private int from(int round) {
    return (round & 1) == 0 ? 0 : dimension - window;
  }
}
