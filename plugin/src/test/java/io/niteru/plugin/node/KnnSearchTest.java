package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.plugin.node.RunningNode.Answer;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searching, over HTTP, as clients do. */
class KnnSearchTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int DOCS = 300;
  private static final int DIM = 64;
  private static final float[][] VECTORS = vectors();

  @BeforeAll
  static void load() {
    create("pictures", "l2");
    create("angles", "cosinesimil");
    create("products", "innerproduct");
    for (String index : new String[] {"pictures", "angles", "products"}) {
      String bulk =
          IntStream.range(0, DOCS)
              .mapToObj(i -> action(i) + "{\"f\":" + text(VECTORS[i]) + ",\"g\":" + i % 10 + "}\n")
              .collect(Collectors.joining());
      Answer answer = NODE.post("/" + index + "/_bulk?refresh=true", bulk);
      assertThat(answer.at("/errors").asBoolean()).as(answer.text()).isFalse();
    }
  }

  @Test
  void aVectorFindsItselfFirstWithScoreOne() {
    for (int i = 0; i < DOCS; i += 37) {
      Answer answer = search("pictures", knn(VECTORS[i], 10, ""));
      assertThat(answer.hitIds()).hasSize(10).startsWith(Integer.toString(i));
      assertThat(answer.at("/hits/hits/0/_score").floatValue()).isEqualTo(1.0f);
      assertThat(answer.at("/hits/total/value").asInt()).isEqualTo(10);
    }
  }

  @Test
  void aRecallCanBeAskedForInPlaceOfABeam() {
    Answer answer =
        search("pictures", knn(VECTORS[5], 10, ",\"method_parameters\":{\"recall\":0.99}"));
    assertThat(answer.hitIds()).hasSize(10).startsWith("5");
  }

  @Test
  void scoresFollowTheFormulaOfTheSpace() {
    float[] query = VECTORS[7];
    for (int hit = 0; hit < 5; hit++) {
      Answer l2 = search("pictures", knn(query, 5, ""));
      float[] found = VECTORS[id(l2, hit)];
      assertThat(score(l2, hit)).isCloseTo(1 / (1 + distance(query, found)), within(1e-5));

      Answer cosine = search("angles", knn(query, 5, ""));
      found = VECTORS[id(cosine, hit)];
      double cos = product(query, found) / Math.sqrt(product(query, query) * product(found, found));
      assertThat(score(cosine, hit)).isCloseTo((1 + cos) / 2, within(1e-5));

      Answer inner = search("products", knn(query, 5, ""));
      double product = product(query, VECTORS[id(inner, hit)]);
      double expected = product < 0 ? 1 / (1 - product) : 1 + product;
      assertThat(score(inner, hit)).isCloseTo(expected, within(expected * 1e-5));
    }
  }

  @Test
  void allTheNearestAreFound() {
    Answer answer = search("pictures", knn(VECTORS[3], 20, ""));
    String[] exact =
        IntStream.range(0, DOCS)
            .boxed()
            .sorted((a, b) ->
                Double.compare(distance(VECTORS[3], VECTORS[a]), distance(VECTORS[3], VECTORS[b])))
            .limit(20)
            .map(String::valueOf)
            .toArray(String[]::new);
    assertThat(answer.json().at("/hits/total/value").asInt()).isEqualTo(20);
    assertThat(search("pictures", knn(VECTORS[3], 20, ""), 20).hitIds()).containsExactly(exact);
  }

  @Test
  void theTotalIsWhatWasSelectedAndNeverMoreThanMatches() {
    assertThat(search("pictures", knn(VECTORS[0], 1_000, ""), 5).at("/hits/total/value").asInt())
        .isEqualTo(DOCS);
    String filter = ",\"filter\":{\"term\":{\"g\":4}}";
    assertThat(search("pictures", knn(VECTORS[0], 100, filter)).at("/hits/total/value").asInt())
        .isEqualTo(DOCS / 10);
  }

  @Test
  void aFilterIsAppliedDuringTheSearch() {
    Answer answer =
        search("pictures", knn(VECTORS[0], 10, ",\"filter\":{\"range\":{\"g\":{\"gte\":9}}}"));
    assertThat(answer.hitIds()).hasSize(10).allMatch(id -> id.endsWith("9"));
  }

  @Test
  void theQueryWorksInsideOthers() {
    String knn = knn(VECTORS[12], 10, ",\"boost\":3,\"_name\":\"alike\"");
    Answer bool =
        search("pictures", "{\"bool\":{\"must\":[" + knn + "],\"filter\":{\"term\":{\"g\":2}}}}");
    assertThat(bool.hitIds()).startsWith("12").allMatch(id -> id.endsWith("2"));
    assertThat(score(bool, 0)).isEqualTo(3.0);
    assertThat(bool.at("/hits/hits/0/matched_queries/0").asText()).isEqualTo("alike");

    Answer function =
        search("pictures", "{\"function_score\":{\"query\":" + knn + ",\"weight\":2}}");
    assertThat(score(function, 0)).isEqualTo(6.0);
    Answer constant = search("pictures", "{\"constant_score\":{\"filter\":" + knn + "}}");
    assertThat(constant.at("/hits/total/value").asInt()).isEqualTo(10);
  }

  @Test
  void parametersOfBothDialectsAreAccepted() {
    String all =
        ",\"method_parameters\":{\"ef_search\":50,\"nprobes\":8},\"rescore\":{\"oversample_factor\":2.0},"
            + "\"ignore_unmapped\":true,\"expand_nested_docs\":false";
    assertThat(search("pictures", knn(VECTORS[5], 3, all)).hitIds()).startsWith("5");
    assertThat(search("pictures", knn(VECTORS[5], 3, ",\"rescore\":false")).hitIds())
        .startsWith("5");
    String unmapped = "{\"knn\":{\"nowhere\":{\"vector\":[1],\"k\":1,\"ignore_unmapped\":true}}}";
    assertThat(search("pictures", unmapped).at("/hits/total/value").asInt()).isZero();
  }

  @Test
  void aWrongQueryIsRefusedAndSaysWhy() {
    refused(
        "{\"knn\":{\"f\":{\"vector\":[1,2],\"k\":1}}}",
        "Query vector has invalid dimension: 2. Dimension should be: 64");
    refused("{\"knn\":{\"g\":{\"vector\":[1,2],\"k\":1}}}", "Field 'g' is not knn_vector type.");
    refused("{\"knn\":{\"f\":{\"k\":1}}}", "[knn] requires query vector");
    refused("{\"knn\":{\"f\":{\"vector\":[],\"k\":1}}}", "[knn] query vector is empty");
    refused(
        "{\"knn\":{\"f\":{\"vector\":null,\"k\":1}}}",
        "[knn] field 'vector' requires to be non-null and non-empty");
    refused(
        "{\"knn\":{\"f\":{\"vector\":[\"a\"],\"k\":1}}}", "[knn] failed to parse field [vector]");
    refused("{\"knn\":{\"f\":{\"vector\":[1e300],\"k\":1}}}", "cannot be infinity");
    refused("{\"knn\":{\"f\":{\"vector\":[\"NaN\"],\"k\":1}}}", "cannot be NaN");
    refused("{\"knn\":{\"f\":{\"vector\":[[1]],\"k\":1}}}", "[knn] failed to parse field [vector]");
    refused(knn(VECTORS[0], 0, ""), "[knn] requires k to be in the range (0, 10000]");
    refused(knn(VECTORS[0], 10_001, ""), "[knn] requires k to be in the range (0, 10000]");
    refused(
        "{\"knn\":{\"f\":{\"vector\":[1]}}}",
        "[knn] requires exactly one of k, distance or score to be set");
    refused(
        "{\"knn\":{\"f\":{\"vector\":[1],\"k\":1},\"h\":{\"vector\":[1],\"k\":1}}}",
        "[knn] query doesn't support multiple fields, found [f] and [h]");
    refused(
        knn(VECTORS[0], 1, ",\"method_parameters\":{\"recall\":1}"),
        "[recall] must be above 0 and at most 0.9999, found 1.0");
    refused(
        knn(VECTORS[0], 1, ",\"method_parameters\":{\"recall\":\"high\"}"),
        "failed to parse field [recall]");
    refused(
        knn(VECTORS[0], 1, ",\"method_parameters\":{\"recall\":0.9,\"ef_search\":9}"),
        "takes one of [ef_search] and [recall]");
    refused(
        knn(VECTORS[0], 1, ",\"method_parameters\":{\"ef_search\":0}"),
        "ef_search should be greater than 0");
    refused(
        knn(VECTORS[0], 1, ",\"rescore\":{\"oversample_factor\":0.5}"),
        "Oversample factor [0.500000] cannot be less than [1.000000]");
    refused(knn(VECTORS[0], 1, ",\"rescore\":{\"oversample_factor\":101}"), "cannot be more than");
    refused(knn(VECTORS[0], 1, ",\"rescore\":{\"other\":1}"), "[rescore] unknown field [other]");
    refused(
        knn(VECTORS[0], 1, ",\"method_parameters\":{\"nprobes\":0}"),
        "nprobes should be greater than 0");
    refused(knn(VECTORS[0], 1, ",\"other\":1"), "[knn] query does not support [other]");
    refused(knn(VECTORS[0], 1, ",\"filter\":{\"nope\":{}}"), "unknown query [nope]");
  }

  @Test
  void numbersAndTruthsMayBeWrittenAsStrings() {
    String knn =
        """
        {"knn":{"f":{"vector":%s,"k":"10","boost":"2","ignore_unmapped":"true",
          "expand_nested_docs":"false","rescore":{"oversample_factor":"2.5"},
          "method_parameters":{"ef_search":"100","nprobes":"1"}}}}
        """
            .formatted(text(VECTORS[5]));
    Answer answer = search("pictures", knn);
    assertThat(answer.hitIds()).hasSize(10).startsWith("5");
    assertThat(score(answer, 0)).isEqualTo(2.0);
    String recall = ",\"rescore\":\"true\",\"method_parameters\":{\"recall\":\"0.99\"}";
    assertThat(search("pictures", knn(VECTORS[5], 10, recall)).hitIds()).hasSize(10);
    for (String radius :
        new String[] {"\"min_score\":\"0.99\"", "\"max_distance\":\"0.01\"", "\"k\":1.0"}) {
      assertThat(search("pictures", radius(radius)).hitIds()).as(radius).containsExactly("0");
    }
  }

  @Test
  void searchesWithNumbersAsStringsAreReadAmongSeveral() {
    String line = "{\"index\":\"pictures\"}\n";
    String query = "{\"query\":{\"knn\":{\"f\":{\"vector\":%s,\"k\":%s}}}}\n";
    Answer answer =
        NODE.post(
            "/_msearch",
            line
                + query.formatted(text(VECTORS[5]), "\"3\"")
                + line
                + query.formatted(text(VECTORS[5]), "3"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    for (int i = 0; i < 2; i++) {
      assertThat(answer.at("/responses/" + i + "/hits/total/value").asInt()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "k":"ten"                                     | [k], found [ten]
          "k":[1,{"a":2}]                               | [k], found START_ARRAY
          "k":"1e12"                                    | [k], found [1e12]
          "k":1,"method_parameters":{"ef_search":"x"}   | [ef_search], found [x]
          "k":1,"method_parameters":{"ef_search":1.5}   | [ef_search], found [1.5]
          "k":1,"method_parameters":{"recall":true}     | [recall], found [true]
          "k":1,"method_parameters":7                   | [method_parameters] must be an object
          "k":1,"rescore":{"oversample_factor":"x"}     | [oversample_factor], found [x]
          "k":1,"rescore":"perhaps"                     | [rescore], found [perhaps]
          "k":1,"expand_nested_docs":"maybe"            | [expand_nested_docs], found [maybe]
          "k":1,"ignore_unmapped":0                     | [ignore_unmapped], found [0]
          "k":1,"boost":"x"                             | [boost], found [x]
          "min_score":"1e60"                            | [min_score] must be finite
          """)
  void whatIsNoNumberOrTruthIsNamedWithWhatWasFound(String wrong, String words) {
    refused(radius(wrong), words);
  }

  @Test
  void aWrongRadiusIsRefusedAndSaysWhy() {
    String one = "requires exactly one of k, distance or score to be set";
    refused(knn(VECTORS[0], 1, ",\"min_score\":0.5"), one);
    refused(knn(VECTORS[0], 1, ",\"max_distance\":0.5"), one);
    refused(radius("\"min_score\":0.5,\"max_distance\":1"), one);
    refused(radius("\"min_score\":0"), "[knn] requires minScore to be greater than 0");
    refused(
        radius("\"min_score\":1.5"),
        "[knn] requires score to be in the range [0, 1] for space type: l2");
    refused(
        radius("\"max_distance\":-1"),
        "[knn] requires distance to be non-negative for space type: l2");
    refused(radius("\"max_distance\":\"x\""), "[knn] failed to parse field [max_distance]");
    refused(radius("\"max_distance\":1e99"), "[max_distance] must be finite");
    refused(radius("\"min_score\":0.5,\"rescore\":true"), "[rescore] cannot be combined");
    assertThat(search("products", radius("\"max_distance\":-1")).status()).isEqualTo(200);
    assertThat(search("products", radius("\"min_score\":1.5")).status()).isEqualTo(200);
  }

  @Test
  void aZeroVectorHasNoAngle() {
    String zero = text(new float[DIM]);
    Answer query = search("angles", "{\"knn\":{\"f\":{\"vector\":" + zero + ",\"k\":1}}}");
    assertThat(query.status()).isEqualTo(400);
    Answer document = NODE.put("/angles/_doc/zero", "{\"f\":" + zero + "}");
    assertThat(document.status()).isEqualTo(400);
    assertThat(query.text() + document.text())
        .contains("zero vector is not supported when space type is [cosinesimil]");
  }

  private static void refused(String query, String words) {
    Answer answer = search("pictures", query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.at("/error").toString().replace("\\", "")).contains(words);
  }

  private static void create(String index, String space) {
    Answer answer =
        NODE.put(
            "/" + index,
            """
            {"settings": {"index.knn": true},
             "mappings": {"properties": {"f": {"type": "knn_vector", "dimension": 64,
               "method": {"name": "hnsw", "engine": "nmslib", "space_type": "%s",
                          "parameters": {"m": 24, "ef_construction": 100}}}}}}
            """
                .formatted(space));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static Answer search(String index, String query) {
    return search(index, query, 10);
  }

  private static Answer search(String index, String query, int size) {
    return NODE.post(
        "/" + index + "/_search",
        "{\"size\":" + size + ",\"_source\":false,\"query\":" + query + "}");
  }

  private static String knn(float[] vector, int k, String more) {
    return "{\"knn\":{\"f\":{\"vector\":" + text(vector) + ",\"k\":" + k + more + "}}}";
  }

  private static String radius(String what) {
    return "{\"knn\":{\"f\":{\"vector\":" + text(VECTORS[0]) + "," + what + "}}}";
  }

  private static String action(int id) {
    return "{\"index\":{\"_id\":\"" + id + "\"}}\n";
  }

  private static int id(Answer answer, int hit) {
    return answer.at("/hits/hits/" + hit + "/_id").asInt();
  }

  private static double score(Answer answer, int hit) {
    return answer.at("/hits/hits/" + hit + "/_score").asDouble();
  }

  private static String text(float[] vector) {
    return java.util.Arrays.toString(vector);
  }

  private static double distance(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum();
  }

  private static double product(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }

  private static float[][] vectors() {
    Random random = new Random(5);
    float[][] vectors = new float[DOCS][DIM];
    for (float[] vector : vectors) {
      for (int i = 0; i < DIM; i++) {
        vector[i] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }
}
