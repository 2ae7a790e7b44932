package io.niteru.plugin.space;

import io.niteru.core.simd.Norms;
import java.util.Arrays;
import java.util.Locale;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.VectorUtil;

/**
 * How near two vectors are. Each constant's name in lower case is what requests call it. A space
 * has a distance, smaller for nearer vectors, and a score made of it, greater than 0 and larger for
 * nearer vectors.
 */
public enum SpaceType {
  /** Squared Euclidean distance d; score 1 / (1 + d). */
  L2(VectorSimilarityFunction.EUCLIDEAN) {
    @Override
    public float distance(float[] a, float[] b) {
      return VectorUtil.squareDistance(a, b);
    }

    @Override
    public float distance(byte[] a, byte[] b) {
      return VectorUtil.squareDistance(a, b);
    }
  },

  /**
   * Distance 1 - c, with c the cosine of the angle, 0 where a vector is zero; score (1 + c) / 2.
   */
  COSINESIMIL(VectorSimilarityFunction.COSINE) {
    @Override
    public float distance(float[] a, float[] b) {
      return 1 - Cosine.of(a, b);
    }

    @Override
    public float distance(byte[] a, byte[] b) {
      return 1 - Cosine.of(a, b);
    }

    @Override
    public float score(float distance) {
      return Math.max((2 - distance) / 2, 0);
    }
  },

  /** Distance -p, with p the inner product; score 1 / (1 - p) below zero, else 1 + p. */
  INNERPRODUCT(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT) {
    @Override
    public float distance(float[] a, float[] b) {
      return -VectorUtil.dotProduct(a, b);
    }

    @Override
    public float distance(byte[] a, byte[] b) {
      return -VectorUtil.dotProduct(a, b);
    }

    @Override
    public float score(float distance) {
      return distance >= 0 ? 1 / (1 + distance) : 1 - distance;
    }
  },

  /** Sum d of the absolute differences; score 1 / (1 + d). */
  L1(null) {
    @Override
    public float distance(float[] a, float[] b) {
      return Norms.best().l1(a, b);
    }

    @Override
    public float distance(byte[] a, byte[] b) {
      int sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += Math.abs(a[i] - b[i]);
      }
      return sum;
    }
  },

  /** Largest d of the absolute differences; score 1 / (1 + d). */
  LINF(null) {
    @Override
    public float distance(float[] a, float[] b) {
      return Norms.best().lInf(a, b);
    }

    @Override
    public float distance(byte[] a, byte[] b) {
      int max = 0;
      for (int i = 0; i < a.length; i++) {
        max = Math.max(max, Math.abs(a[i] - b[i]));
      }
      return max;
    }
  },

  /** Number d of bits that differ; score 1 / (1 + d). Of packed bits only. */
  HAMMING(null) {
    @Override
    public float distance(float[] a, float[] b) {
      throw new IllegalArgumentException("floats have no Hamming distance");
    }

    @Override
    public float distance(byte[] a, byte[] b) {
      return VectorUtil.xorBitCount(a, b);
    }
  };

  private final VectorSimilarityFunction similarity;

  SpaceType(VectorSimilarityFunction similarity) {
    this.similarity = similarity;
  }

  /** Lucene's function with the same score, or null if it has none. */
  public VectorSimilarityFunction similarity() {
    return similarity;
  }

  /** What requests call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The distance of two vectors of the same length. */
  public abstract float distance(float[] a, float[] b);

  /** The distance of two vectors of the same length. */
  public abstract float distance(byte[] a, byte[] b);

  /** The score of a distance; falls as the distance grows. */
  public float score(float distance) {
    return 1 / (1 + distance);
  }

  /**
   * The space a request names, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static SpaceType of(String label) {
    for (SpaceType space : values()) {
      if (space.label().equalsIgnoreCase(label)) {
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

  /**
   * Refuses a kind of vector that has no distances here.
   *
   * @throws IllegalArgumentException for packed bits in other spaces than {@link #HAMMING}, and for
   *     anything else in that
   */
  public void check(DataType type) {
    if ((this == HAMMING) != (type == DataType.BINARY)) {
      throw new IllegalArgumentException(
          "Space type ["
              + label()
              + "] is not supported with ["
              + type.label()
              + "] data type; binary vectors are compared by [hamming], others are not");
    }
  }
}
