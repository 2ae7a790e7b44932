package io.niteru.plugin.script;

import io.niteru.plugin.space.Numbers;
import io.niteru.plugin.space.SpaceType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The score of several query vectors and several vectors of a document (Khattab and Zaharia,
 * "ColBERT: efficient and effective passage search via contextualized late interaction over BERT",
 * SIGIR 2020), for painless scripts. Stateless; safe for all threads.
 */
public final class LateInteraction {
  private LateInteraction() {}

  /** The same by inner product. */
  public static float lateInteractionScore(
      List<?> queries, String field, Map<String, Object> source) {
    return lateInteractionScore(queries, field, source, SpaceType.INNERPRODUCT.label());
  }

  /**
   * The sum, over the query's vectors, of the score of the document's nearest.
   *
   * @param queries a list of vectors
   * @param field where the document has a list of vectors
   * @param source the document, {@code params._source}
   * @param space name of the space of the scores
   * @throws IllegalArgumentException if a list is missing or empty, or lengths differ
   */
  public static float lateInteractionScore(
      List<?> queries, String field, Map<String, Object> source, String space) {
    SpaceType compared = SpaceType.of(space);
    if (compared.similarity() == null) {
      throw new IllegalArgumentException(
          "Space type " + space + " does not support vector similarity function");
    }
    float[][] targets = vectors("Query vectors", queries);
    float[][] vectors = vectors("Document vectors", source.get(field));
    float sum = 0;
    for (float[] target : targets) {
      float best = Float.NEGATIVE_INFINITY;
      for (float[] vector : vectors) {
        best = Math.max(best, compared.score(compared.distance(target, vector)));
      }
      sum += best;
    }
    return sum;
  }

  private static float[][] vectors(String what, Object value) {
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw new IllegalArgumentException(what + " cannot be null or empty");
    }
    float[][] vectors = list.stream().map(Numbers::floats).toArray(float[][]::new);
    if (Arrays.stream(vectors).anyMatch(v -> v.length == 0)) {
      throw new IllegalArgumentException(what + " cannot be empty");
    }
    return vectors;
  }
}
