package io.niteru.plugin.mapper;

import java.util.Arrays;
import java.util.Locale;
import org.apache.lucene.index.VectorSimilarityFunction;

/** How near two vectors are. Each constant's name in lower case is what requests call it. */
public enum SpaceType {
  /** Euclidean distance d; score 1 / (1 + d²). */
  L2(VectorSimilarityFunction.EUCLIDEAN),
  /** Cosine c of the angle; score (1 + c) / 2. */
  COSINESIMIL(VectorSimilarityFunction.COSINE),
  /** Inner product p; score 1 / (1 - p) below zero, else 1 + p. */
  INNERPRODUCT(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT);

  private final VectorSimilarityFunction similarity;

  SpaceType(VectorSimilarityFunction similarity) {
    this.similarity = similarity;
  }

  /** Lucene's function with the same score. */
  public VectorSimilarityFunction similarity() {
    return similarity;
  }

  /** What requests call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The space a request names.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static SpaceType of(String label) {
    for (SpaceType space : values()) {
      if (space.label().equals(label)) {
        return space;
      }
    }
    throw new IllegalArgumentException(
        "Unable to find space: "
            + label
            + " . Valid values are: "
            + Arrays.stream(values()).map(SpaceType::label).toList());
  }

  /**
   * Refuses a vector that has no place in this space.
   *
   * @throws IllegalArgumentException if the vector is zero and the space needs a direction
   */
  public void check(float[] vector) {
    if (this != COSINESIMIL) {
      return;
    }
    for (float x : vector) {
      if (x != 0) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "zero vector is not supported when space type is [" + label() + "]");
  }
}
