package io.niteru.plugin.space;

import io.niteru.core.simd.Norms;
import org.apache.lucene.util.VectorUtil;

/**
 * The cosine of the angle between two vectors of the same length; 0 if one of them is zero, which
 * has no direction. Lucene's is not a number there, nor where the square of a length is too small
 * or too large for a float. Nothing here allocates.
 */
public final class Cosine {
  /** Squares of lengths that are smaller have lost digits to underflow. */
  private static final float LEAST = 1e-30f;

  private Cosine() {}

  /** The cosine, -1 to 1 but for rounding. */
  public static float of(float[] a, float[] b) {
    float squareOfA = VectorUtil.dotProduct(a, a);
    float squareOfB = VectorUtil.dotProduct(b, b);
    if (!ordinary(squareOfA) || !ordinary(squareOfB)) {
      return of(Norms.dot(a, b), Norms.dot(a, a), Norms.dot(b, b));
    }
    return of(VectorUtil.dotProduct(a, b), squareOfA, squareOfB);
  }

  /** The same, of bytes. */
  public static float of(byte[] a, byte[] b) {
    return of(
        VectorUtil.dotProduct(a, b), VectorUtil.dotProduct(a, a), VectorUtil.dotProduct(b, b));
  }

  /**
   * The cosine of vectors whose product is known.
   *
   * @param product of the two
   * @param squareOfA of the length of one
   * @param squareOfB of the length of the other
   */
  public static float of(double product, double squareOfA, double squareOfB) {
    double squares = squareOfA * squareOfB;
    return squares == 0 ? 0 : (float) (product / Math.sqrt(squares));
  }

  private static boolean ordinary(float square) {
    return square >= LEAST && square <= Float.MAX_VALUE;
  }
}
