package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts beyond what {@link SpacesTest} computes with them. */
class ScriptsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  @BeforeAll
  static void load() {
    Answer answer =
        NODE.put(
            "/s",
            """
            {"settings": {"index.knn": true}, "mappings": {"properties": {
              "f": {"type": "knn_vector", "dimension": 2},
              "bits": {"type": "knn_vector", "dimension": 16, "data_type": "binary"},
              "l": {"type": "long"}, "raw": {"type": "binary", "doc_values": true},
              "many": {"type": "object", "enabled": false}}}}
            """);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    Answer bulk =
        NODE.post(
            "/s/_bulk?refresh=true",
            """
            {"index":{"_id":"1"}}
            {"f":[3,4],"bits":[1,-1],"l":-1,"raw":"AP8=","many":[[1,0],[0,1]]}
            {"index":{"_id":"2"}}
            {"f":[0,2],"bits":[0,0],"l":3,"raw":"AAE=","many":[[2,2]]}
            {"index":{"_id":"3"}}
            {"g":1}
            """);
    assertThat(bulk.at("/errors").asBoolean()).as(bulk.text()).isFalse();
  }

  @Test
  void documentsWithoutAVectorScoreNothing() {
    Answer answer = knnScore("f", "[0, 2]", "l2");
    assertThat(answer.hitIds()).containsExactly("2", "1", "3");
    assertThat(answer.at("/hits/hits/2/_score").asDouble()).isZero();
  }

  @Test
  void parametersMayHaveTheirOldNames() {
    Answer answer = score("knn", "knn_score", "'field':'f','vector':[0,2],'space':'l2'");
    assertThat(answer.hitIds()).startsWith("2");
    assertThat(answer.at("/hits/hits/0/_score").asDouble()).isEqualTo(1);
  }

  @Test
  void namesOfSpacesMayBeInAnyCase() {
    assertThat(knnScore("f", "[0, 2]", "L2").hitIds()).containsExactly("2", "1", "3");
    assertThat(knnScore("l", "-1", "HammingBit").hitIds()).containsExactly("1", "2", "3");
    Answer late =
        score("painless", "lateInteractionScore([[1,0]], 'many', params._source, 'L2')", "");
    assertThat(late.status()).as(late.text()).isEqualTo(400); // the third has no list
    assertThat(late.text()).contains("Document vectors cannot be null or empty");
  }

  /** Neither has a direction; the second has one, but the square of its length is no float. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "knn | knn_score | 'field':'f','query_value':[3,4],'space_type':'cosinesimil' | .5 | 1 | 0",
        "knn | knn_score | 'field':'b','query_value':[3,4],'space_type':'cosinesimil' | 1 | 2 | 0",
        "knn | knn_score | 'field':'kept','query_value':[3,4],'space_type':'cosinesimil' | .5 | 1 |"
            + " 0",
        "painless | 1 + cosineSimilarity(params.q, doc['f']) | 'q':[3,4] | 1 | 2 | 0",
        "painless | 1 + cosineSimilarity(params.q, doc['f'], 25) | 'q':[3,4] | 1 | 2 | 0",
        "painless | 1 + cosineSimilarity(params.q, doc['b']) | 'q':[3,4] | 1 | 2 | 0",
        "painless | 1 + cosineSimilarity(params.q, doc['b'], 25.0) | 'q':[3,4] | 1 | 2 | 0",
        "painless | lateInteractionScore([[3,4]], 'many', params._source, 'cosinesimil') | '':0 |"
            + " .5 | 1 | 0",
      })
  void aZeroVectorHasACosineOfZero(
      String language, String source, String params, double zero, double same, double opposite) {
    String index = source.contains("kept") || params.contains("kept") ? "/cosine-kept" : "/cosine";
    String type = "{'type':'knn_vector','dimension':2";
    String body =
        "{'settings':{'index.knn':%s},'mappings':{'properties':{'f':%s},'kept':%s},'b':%s,'data_type':'byte'},'many':{'type':'object','enabled':false}}}}"
            .formatted(index.equals("/cosine"), type, type, type);
    NODE.put(index, body.replace('\'', '"'));
    NODE.post(
        index + "/_bulk?refresh=true",
        """
        {"index":{"_id":"zero"}}
        {"f":[0,0],"kept":[0,0],"b":[0,0],"many":[[0,0]]}
        {"index":{"_id":"same"}}
        {"f":[6e-25,8e-25],"kept":[6e-25,8e-25],"b":[6,8],"many":[[6e-25,8e-25]]}
        {"index":{"_id":"opposite"}}
        {"f":[-6,-8],"kept":[-6,-8],"b":[-6,-8],"many":[[-6,-8]]}
        """);
    for (String least : new String[] {"", ",\"min_score\":0.4"}) {
      Answer answer =
          NODE.post(
              index + "/_search",
              """
              {"query": {"script_score": {"query": {"match_all": {}}, "script":
                {"lang": "%s", "source": "%s", "params": {%s}} %s}}}
              """
                  .formatted(language, source, params.replace('\'', '"'), least));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.hitIds()).startsWith("same", "zero").hasSize(least.isEmpty() ? 3 : 2);
      assertThat(scoreAt(answer, 0)).isEqualTo((float) same);
      assertThat(scoreAt(answer, 1)).isEqualTo((float) zero);
      if (least.isEmpty()) {
        assertThat(scoreAt(answer, 2)).isEqualTo((float) opposite);
      }
    }
  }

  private static float scoreAt(Answer answer, int hit) {
    return (float) answer.at("/hits/hits/" + hit + "/_score").asDouble();
  }

  @Test
  void aZeroQueryHasNoCosine() {
    refused(score("painless", "cosineSimilarity(params.q, doc['f'])", "'q':[0,0]"), "zero vector");
    refused(
        score("painless", "cosineSimilarity(params.q, doc['f'], 1)", "'q':[0,0]"), "zero vector");
  }

  @Test
  void bitsOfNumbersAndOfBinaryFieldsAreCompared() {
    Answer longs = knnScore("l", "-1", "hammingbit");
    assertThat(longs.hitIds()).containsExactly("1", "2", "3");
    assertThat(longs.at("/hits/hits/0/_score").asDouble()).isEqualTo(1);
    assertThat((float) longs.at("/hits/hits/1/_score").asDouble()).isEqualTo(1f / 63);
    Answer raw = knnScore("raw", "'AAM='", "hammingbit");
    assertThat(raw.hitIds()).containsExactly("2", "1", "3");
    assertThat(raw.at("/hits/hits/0/_score").asDouble()).isEqualTo(0.5);
    assertThat((float) raw.at("/hits/hits/1/_score").asDouble()).isEqualTo(1f / 7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "doc['f'].size() == 0 ? 0 : doc['f'].value[1] | 4.0",
        "doc['f'].size() == 0 ? 0 : doc['f'].value.length | 2.0",
        "doc['f'].size() == 0 ? 0 : 10 + cosineSimilarity(params.q, doc['f'], 1.0) | 10.8",
        "doc['f'].size() == 0 ? 0 : 1 / (1 + l2Squared(params.q, doc['f'])) | 1.0",
        "lateInteractionScore([[1,0],[0,3]], 'many', params._source) | 10.0",
        "lateInteractionScore([[1,0]], 'many', params._source, 'l2') | 1.0"
      })
  void painlessSeesVectorsAndFunctionsOfThem(String source, double best) {
    String query = source.contains("cosine") ? "[0,1]" : "[0,2]";
    Answer answer =
        NODE.post(
            "/s/_search",
            """
            {"query": {"script_score": {"query": {"terms": {"_id": ["1", "2"]}}, "script":
              {"source": "%s", "params": {"q": %s}}}}}
            """
                .formatted(source, query));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    double found = answer.at("/hits/hits/0/_score").asDouble();
    double expected = source.contains("cosine") ? 11.0 : best;
    assertThat((float) found).isEqualTo((float) expected);
  }

  @Test
  void painlessSortsFiltersAndReturnsByVectors() {
    Answer answer =
        NODE.post(
            "/s/_search",
            """
            {"query": {"bool": {"filter": {"script": {"script":
                "doc['f'].size() > 0 && innerProduct([1, 0], doc['f']) >= 0"}}}},
             "sort": {"_script": {"type": "number", "order": "asc", "script":
                "l1Norm([0, 0], doc['f'])"}},
             "script_fields": {"d": {"script": "lInfNorm([0, 0], doc['f'])"}}}
            """);
    assertThat(answer.hitIds()).as(answer.text()).containsExactly("2", "1");
    assertThat(answer.at("/hits/hits/1/fields/d/0").asDouble()).isEqualTo(4.0);
    assertThat(answer.at("/hits/hits/1/sort/0").asDouble()).isEqualTo(7.0);
  }

  @Test
  void whatCannotBeComputedIsRefused() {
    refused(knnScore("f", "[1]", "l2"), "Object's length=1 does not match the expected length=2.");
    refused(knnScore("f", "[1, 2]", "l9"), "Invalid space type.");
    refused(knnScore("l", "[1, 2]", "l2"), "The field type must be knn_vector.");
    refused(knnScore("f", "[1, 2]", "hamming"), "The data type should be binary but got float");
    refused(knnScore("bits", "[1, 2]", "l2"), "should be either float or byte but got binary");
    refused(knnScore("f", "[1, 2]", "hammingbit"), "must of type long or binary");
    refused(knnScore("f", "[0, 0]", "cosinesimil"), "zero vector is not supported");
    refused(score("knn", "knn_score", "'field':'f'"), "Missing parameter [query_value]");
    refused(score("knn", "other", "'field':'f'"), "Unknown script name other");
    refused(
        score("painless", "l2Squared(params.q, doc['f'])", "'q':[1]"),
        "query vector dimension mismatch. Expected: 2, Given: 1");
    refused(
        score("painless", "l2Squared(params.q, doc['f'])", "'q':[1,2]"),
        "One of the document doesn't have a value for field 'f'");
    refused(
        score("painless", "hamming(params.q, doc['f'])", "'q':[1,2]"),
        "The data type should be binary but got float");
    Answer filter =
        NODE.post(
            "/s/_search",
            "{\"query\":{\"script\":{\"script\":{\"lang\":\"knn\",\"source\":\"knn_score\"}}}}");
    refused(filter, "cannot be used for context [filter]");
  }

  private static void refused(Answer answer, String words) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains(words);
  }

  private static Answer knnScore(String field, String value, String space) {
    return score(
        "knn",
        "knn_score",
        "'field':'%s','query_value':%s,'space_type':'%s'".formatted(field, value, space));
  }

  private static Answer score(String language, String source, String params) {
    return NODE.post(
        "/s/_search",
        """
        {"query": {"script_score": {"query": {"match_all": {}}, "script":
          {"lang": "%s", "source": "%s", "params": {%s}}}}}
        """
            .formatted(language, source, params.replace('\'', '"')));
  }
}
