package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every space, type of vector and method: nearest, within a radius and scripts, by the formulas.
 */
class SpacesTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int DOCS = 120;
  private static final int K = 15;
  private static final double PRECISION = 5e-6;

  @ParameterizedTest
  @CsvSource({
    "float, l2, hnsw, true",
    "float, cosinesimil, hnsw, true",
    "float, innerproduct, hnsw, true",
    "float, l1, hnsw, true",
    "float, linf, hnsw, true",
    "float, l2, flat, true",
    "float, cosinesimil, flat, true",
    "float, innerproduct, flat, true",
    "byte, l2, hnsw, true",
    "byte, cosinesimil, hnsw, true",
    "byte, innerproduct, hnsw, true",
    "byte, l1, hnsw, true",
    "byte, linf, flat, true",
    "binary, hamming, hnsw, true",
    "float, l2, '', false",
    "float, linf, '', false",
    "byte, cosinesimil, '', false",
    "binary, hamming, '', false"
  })
  void scoresAreThoseOfTheFormulas(String type, String space, String method, boolean knn) {
    String index = String.join("-", type, space, method.isEmpty() ? "kept" : method);
    float[][] vectors = vectors(type, new Random(index.hashCode()));
    float[] query = vectors[DOCS];
    create(index, type, space, method, knn);
    load(index, vectors);
    if (knn) {
      checkKnn(index, space, vectors, query);
    }
    checkScript(index, space, vectors, query);
    checkPainless(index, space, vectors, query);
  }

  private static void checkKnn(String index, String space, float[][] vectors, float[] query) {
    int[] nearest = nearest(space, vectors, query, id -> true);
    check(search(index, knn(query, "\"k\":" + K)), space, vectors, query, nearest, K);

    int[] some = nearest(space, vectors, query, id -> id % 3 == 1);
    String filter = ",\"filter\":{\"term\":{\"g\":1}}";
    check(search(index, knn(query, "\"k\":" + K + filter)), space, vectors, query, some, K);

    // A radius between the twentieth and those behind it that are farther.
    double inside = Formulas.distance(space, vectors[nearest[20]], query);
    double gap = 1e-3 + 1e-4 * Math.abs(inside);
    int within = 21;
    while (Formulas.distance(space, vectors[nearest[within]], query) < inside + gap) {
      within++;
    }
    double outside = Formulas.distance(space, vectors[nearest[within]], query);
    double distance = (inside + outside) / 2;
    // Only Lucene's engine has the flat method, and its distance is the product.
    boolean product = space.equals("innerproduct") && index.endsWith("flat");
    double given = product ? -distance : distance;
    Answer radius = search(index, knn(query, "\"max_distance\":" + given));
    check(radius, space, vectors, query, nearest, within);
    double score = Formulas.score(space, distance);
    Answer scored = search(index, knn(query, "\"min_score\":" + score));
    check(scored, space, vectors, query, nearest, within);
    int match = (int) Arrays.stream(nearest).limit(within).filter(id -> id % 3 == 1).count();
    Answer filtered = search(index, knn(query, "\"min_score\":" + score + filter));
    check(filtered, space, vectors, query, some, match);
  }

  private static void checkScript(String index, String space, float[][] vectors, float[] query) {
    Answer answer =
        search(
            index,
            """
            {"script_score": {"query": {"term": {"g": 1}}, "script": {"lang": "knn",
              "source": "knn_score", "params":
                {"field": "f", "query_value": %s, "space_type": "%s"}}}}
            """
                .formatted(text(query), space));
    int[] some = nearest(space, vectors, query, id -> id % 3 == 1);
    // Of bytes a script gives 1 + c, where a query gives half of it.
    double factor = space.equals("cosinesimil") && index.startsWith("byte") ? 2 : 1;
    check(answer, space, vectors, query, some, some.length, factor);
  }

  private static void checkPainless(String index, String space, float[][] vectors, float[] query) {
    String function =
        switch (space) {
          case "l2" -> "l2Squared";
          case "l1" -> "l1Norm";
          case "linf" -> "lInfNorm";
          case "innerproduct" -> "innerProduct";
          case "cosinesimil" -> "cosineSimilarity";
          default -> "hamming";
        };
    // Scores must not be negative, as products and cosines are.
    int more = space.equals("innerproduct") ? index.startsWith("byte") ? 2_000_000 : 100 : 1;
    Answer answer =
        search(
            index,
            """
            {"script_score": {"query": {"exists": {"field": "f"}}, "script": {"source":
              "%d + %s(params.q, doc['f'])", "params": {"q": %s}}}}
            """
                .formatted(more, function, text(query)));
    assertThat(answer.at("/hits/hits").size()).as(answer.text()).isEqualTo(DOCS);
    for (JsonNode hit : answer.at("/hits/hits")) {
      double distance = Formulas.distance(space, vectors[hit.at("/_id").asInt()], query);
      double value =
          switch (space) {
            case "innerproduct" -> -distance;
            case "cosinesimil" -> 1 - distance;
            default -> distance;
          };
      assertThat(hit.at("/_score").asDouble())
          .isCloseTo(more + value, within(PRECISION * (more + value)));
    }
  }

  private static void check(
      Answer answer, String space, float[][] vectors, float[] query, int[] nearest, int count) {
    check(answer, space, vectors, query, nearest, count, 1);
  }

  private static void check(
      Answer answer,
      String space,
      float[][] vectors,
      float[] query,
      int[] nearest,
      int count,
      double factor) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/hits/total/value").asInt()).isEqualTo(count);
    List<String> expected =
        Arrays.stream(nearest).limit(count).mapToObj(Integer::toString).toList();
    assertThat(answer.hitIds()).containsExactlyElementsOf(expected);
    for (JsonNode hit : answer.at("/hits/hits")) {
      double distance = Formulas.distance(space, vectors[hit.at("/_id").asInt()], query);
      double score = factor * Formulas.score(space, distance);
      assertThat(hit.at("/_score").asDouble()).isCloseTo(score, within(PRECISION * score));
    }
  }

  /** Nearest first; ties by their order in the index. */
  private static int[] nearest(
      String space, float[][] vectors, float[] query, java.util.function.IntPredicate filter) {
    return IntStream.range(0, DOCS)
        .filter(filter)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Formulas.distance(space, vectors[i], query)))
        .mapToInt(i -> i)
        .toArray();
  }

  private static void create(String index, String type, String space, String method, boolean knn) {
    String chosen = method.isEmpty() ? "" : ",\"method\":{\"name\":\"" + method + "\"}";
    Answer answer =
        NODE.put(
            "/" + index,
            """
            {"settings": {"index.knn": %s, "number_of_shards": 1}, "mappings": {"properties":
              {"g": {"type": "integer"}, "f": {"type": "knn_vector", "dimension": %d,
               "data_type": "%s", "space_type": "%s" %s}}}}
            """
                .formatted(knn, type.equals("binary") ? 512 : 64, type, space, chosen));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /** In three segments, documents without a vector among them. */
  private static void load(String index, float[][] vectors) {
    for (int part = 0; part < 3; part++) {
      String bulk =
          IntStream.range(part * DOCS / 3, (part + 1) * DOCS / 3)
              .mapToObj(i ->
                  "{\"index\":{\"_id\":\"%d\"}}\n{\"f\":%s,\"g\":%d}\n{\"index\":{}}\n{}\n"
                      .formatted(i, text(vectors[i]), i % 3))
              .collect(Collectors.joining());
      Answer answer = NODE.post("/" + index + "/_bulk?refresh=true", bulk);
      assertThat(answer.at("/errors").asBoolean()).as(answer.text()).isFalse();
    }
  }

  private static Answer search(String index, String query) {
    return NODE.post(
        "/" + index + "/_search",
        "{\"size\":1000,\"track_total_hits\":true,\"_source\":false,\"query\":" + query + "}");
  }

  private static String knn(float[] vector, String what) {
    return "{\"knn\":{\"f\":{\"vector\":" + text(vector) + "," + what + "}}}";
  }

  private static String text(float[] vector) {
    return Arrays.toString(vector);
  }

  private static float[][] vectors(String type, Random random) {
    float[][] vectors = new float[DOCS + 1][64];
    for (float[] vector : vectors) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] =
            type.equals("float") ? (float) random.nextGaussian() : random.nextInt(-128, 128);
      }
    }
    return vectors;
  }
}
