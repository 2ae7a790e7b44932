package io.niteru.plugin.script;

import io.niteru.core.simd.Norms;
import io.niteru.plugin.space.Cosine;
import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.SpaceType;
import io.niteru.plugin.values.VectorDocValues;
import java.util.List;

/**
 * Distances and similarities, not scores, of a list of numbers and a document's vector, for
 * painless scripts. All refuse vectors of unequal lengths and data types that the function is not
 * made for with an {@link IllegalArgumentException}. Stateless; safe for all threads.
 */
public final class VectorFunctions {
  private VectorFunctions() {}

  /** The squared Euclidean distance. */
  public static float l2Squared(List<?> query, VectorDocValues doc) {
    return distance("l2Squared", SpaceType.L2, query, doc);
  }

  /** The sum of the absolute differences. */
  public static float l1Norm(List<?> query, VectorDocValues doc) {
    return distance("l1Norm", SpaceType.L1, query, doc);
  }

  /** The largest of the absolute differences. */
  public static float lInfNorm(List<?> query, VectorDocValues doc) {
    return distance("lInfNorm", SpaceType.LINF, query, doc);
  }

  /** The inner product. */
  public static float innerProduct(List<?> query, VectorDocValues doc) {
    return -distance("innerProduct", SpaceType.INNERPRODUCT, query, doc);
  }

  /** The number of bits that differ, of binary vectors. */
  public static float hamming(List<?> query, VectorDocValues doc) {
    return distance("hamming", SpaceType.HAMMING, query, doc);
  }

  /** The cosine of the angle; 0 if the document's vector is zero. */
  public static float cosineSimilarity(List<?> query, VectorDocValues doc) {
    check("cosineSimilarity", SpaceType.COSINESIMIL, doc.type());
    float[] target = doc.target(query);
    SpaceType.COSINESIMIL.check(target);
    return doc.vector() instanceof float[] floats
        ? Cosine.of(target, floats)
        : Cosine.of(doc.targetBytes(query), (byte[]) doc.vector());
  }

  /**
   * The cosine of the angle with a query whose length is known; 0 if the document's vector is zero.
   *
   * @param squaredNorm the square of the query's length; 1 for a normalised one
   */
  public static float cosineSimilarity(List<?> query, VectorDocValues doc, Number squaredNorm) {
    check("cosineSimilarity", SpaceType.COSINESIMIL, doc.type());
    float[] target = doc.target(query);
    SpaceType.COSINESIMIL.check(target);
    float[] vector =
        doc.vector() instanceof float[] floats ? floats : DataType.toFloats((byte[]) doc.vector());
    return Cosine.of(
        Norms.dot(target, vector), squaredNorm.doubleValue(), Norms.dot(vector, vector));
  }

  private static float distance(
      String function, SpaceType space, List<?> query, VectorDocValues doc) {
    check(function, space, doc.type());
    float[] target = doc.target(query);
    return doc.vector() instanceof float[] floats
        ? space.distance(target, floats)
        : space.distance(doc.targetBytes(query), (byte[]) doc.vector());
  }

  private static void check(String function, SpaceType space, DataType type) {
    if ((space == SpaceType.HAMMING) != (type == DataType.BINARY)) {
      throw new IllegalArgumentException(
          "Incompatible field_type for "
              + function
              + " space. The data type should be "
              + (space == SpaceType.HAMMING ? "binary" : "either float or byte")
              + " but got "
              + type.label());
    }
  }
}
