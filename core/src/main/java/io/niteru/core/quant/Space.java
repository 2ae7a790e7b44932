package io.niteru.core.quant;

import io.niteru.core.simd.Norms;
import java.util.Arrays;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * The Euclidean space codes live in, such that the nearest there is the most similar by the field's
 * function. All vectors are scaled to norms of at most 1, so that squares neither overflow nor
 * vanish. Under {@code COSINE} each is normalised. Under the inner products one more dimension
 * lifts each vector to norm 1, which makes the largest product the smallest distance (Bachrach et
 * al., "Speeding up the Xbox recommender system using a Euclidean transformation for inner-product
 * spaces", RecSys 2014). Immutable; safe for all threads.
 *
 * @param similarity the field's function
 * @param dimension dimension of the field's vectors, at least 1
 * @param maxNorm the largest norm among the vectors, or a bound of it; 0 if all are zero
 */
public record Space(VectorSimilarityFunction similarity, int dimension, double maxNorm) {
  private static final int MIN_CODED_DIMENSION = 384;

  /** The order hardly changes any more, and floats still tell the distances apart. */
  private static final double LONGEST_TARGET = 1e4;

  /** The space of a field whose vectors are no longer than {@code maxNorm}. */
  public static Space of(FieldInfo field, double maxNorm) {
    return new Space(field.getVectorSimilarityFunction(), field.getVectorDimension(), maxNorm);
  }

  /** Dimensions of a vector of this space that hold something. */
  public int mappedDimension() {
    return lifted() ? dimension + 1 : dimension;
  }

  /**
   * {@link #mappedDimension()} rounded up to what codes are made of, a multiple of 64, and at least
   * as many as fill a cache line: signs of few dimensions would tell vectors apart too coarsely,
   * but a rotation into more dimensions has more signs.
   */
  public int codedDimension() {
    return Math.max(MIN_CODED_DIMENSION, (mappedDimension() + 63) & -64);
  }

  /**
   * Maps a vector to be found.
   *
   * @param vector the field's vector
   * @param into receives {@link #codedDimension()} values, the last of them zero
   */
  public void map(float[] vector, float[] into) {
    double norm = similarity == VectorSimilarityFunction.COSINE ? norm(vector) : maxNorm;
    scale(vector, norm, into);
    if (lifted() && norm > 0) {
      double length = norm(vector) / norm;
      into[dimension] = (float) Math.sqrt(Math.max(0, 1 - length * length));
    }
  }

  /**
   * Maps a vector to be searched for. Under {@code EUCLIDEAN} as {@link #map}, but that its norm is
   * made {@link #LONGEST_TARGET} if it is more; otherwise its length says nothing of the order and
   * is made 1.
   *
   * @param vector the target
   * @param into receives {@link #codedDimension()} values, the last of them zero
   * @return the norm of what it receives
   */
  public double mapTarget(float[] vector, float[] into) {
    boolean euclidean = similarity == VectorSimilarityFunction.EUCLIDEAN;
    double length = norm(vector);
    double norm = euclidean && maxNorm > 0 ? Math.max(maxNorm, length / LONGEST_TARGET) : length;
    scale(vector, norm, into);
    return norm > 0 ? length / norm : 0;
  }

  /**
   * The squared distance, here, of a vector from a target when their similarity is some score.
   * Raised by a little more than what the score is rounded by; infinite where it cannot be told.
   *
   * @param target the target
   * @param score score by the field's function
   */
  public double squaredRadius(float[] target, float score) {
    double least = score - 1e-5 * Math.abs(score);
    double squares =
        switch (similarity) {
          case EUCLIDEAN -> (1 / least - 1) / (maxNorm * maxNorm);
          case COSINE -> 4 - 4 * least;
          case DOT_PRODUCT -> 2 - 2 * (2 * least - 1) / (maxNorm * norm(target));
          case MAXIMUM_INNER_PRODUCT ->
              2 - 2 * (least > 1 ? least - 1 : 1 - 1 / least) / (maxNorm * norm(target));
        };
    boolean known = maxNorm > 0 && least > 0 && !Double.isNaN(squares);
    return known ? Math.max(0, squares) : Double.POSITIVE_INFINITY;
  }

  /** The Euclidean norm of a vector, in double precision. */
  public static double norm(float[] vector) {
    return Math.sqrt(Norms.dot(vector, vector));
  }

  private boolean lifted() {
    return similarity == VectorSimilarityFunction.DOT_PRODUCT
        || similarity == VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
  }

  /** Divides by the norm, in doubles: the reciprocal of a tiny norm is no float. */
  private void scale(float[] vector, double norm, float[] into) {
    double inverse = norm > 0 ? 1 / norm : 0;
    for (int i = 0; i < dimension; i++) {
      into[i] = (float) (vector[i] * inverse);
    }
    Arrays.fill(into, dimension, into.length, 0f);
  }
}
