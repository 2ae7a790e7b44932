package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways a document gives its vectors, and the fields it gives them to. */
class DocumentsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  @Test
  void base64BareNumbersAndNullAreVectorsToo() {
    create(
        "forms",
        """
        {"f": {"type": "knn_vector", "dimension": 2}, "one": {"type": "knn_vector", "dimension": 1},
         "bytes": {"type": "knn_vector", "dimension": 3, "data_type": "byte"},
         "bits": {"type": "knn_vector", "dimension": 16, "data_type": "binary"}}
        """);
    String floats = base64(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN), 1.5f, -2);
    String sent =
        "{\"f\":\"%s\",\"one\":7,\"bytes\":\"/wAB\",\"bits\":\"AQI=\",\"x\":[1]}".formatted(floats);
    index("forms", "1", sent);
    String arrays = "{\"f\":[1.5,-2.0],\"one\":[7.0],\"bytes\":[-1,0,1],\"bits\":[1,2],\"x\":[1]}";
    index("forms", "2", arrays);
    index("forms", "3", "{\"f\":null,\"one\":null,\"bytes\":null}");
    NODE.post("/forms/_refresh", null);
    NODE.post("/forms/_flush", null);
    assertThat(NODE.get("/forms/_source/1").text()).isEqualTo(sent);
    assertThat(NODE.get("/forms/_source/2").text()).isEqualTo(arrays);
    for (String query :
        new String[] {
          "\"f\":{\"vector\":[1.5,-2]",
          "\"one\":{\"vector\":7",
          "\"bytes\":{\"vector\":[-1,0,1]",
          "\"bits\":{\"vector\":[1,2]"
        }) {
      Answer answer = NODE.post("/forms/_search", "{\"query\":{\"knn\":{" + query + ",\"k\":5}}}}");
      assertThat(answer.hitIds()).as(answer.text()).containsExactly("1", "2");
      assertThat(answer.at("/hits/hits/1/_score").asDouble()).isEqualTo(1);
    }
    assertThat(count("forms", "{\"exists\":{\"field\":\"bytes\"}}")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "bytes|[1,2,3.5]|field was set as [byte] in index mapping. But, KNN vector values are"
            + " floats instead of byte integers",
        "bytes|[1,2,128]|field was set as [byte] in index mapping. But, KNN vector values are not"
            + " within in the byte range [-128, 127]",
        "bytes|[1,2]|Vector dimension mismatch. Expected: 3, Given: 2",
        "bits|[1]|The dimension of the binary vector must be 8 times the length of the provided"
            + " vector. Expected: 16, Given: 8",
        "bits|[1,200]|field was set as [binary] in index mapping",
        "angle|[0,0]|zero vector is not supported when space type is [cosinesimil]",
        "bytes|\"////\"|ok",
        "bytes|\"//8=\"|Vector dimension mismatch. Expected: 3, Given: 2"
      })
  void aVectorThatDoesNotFitItsTypeIsRefused(String field, String vector, String words) {
    create(
        "types",
        """
        {"bytes": {"type": "knn_vector", "dimension": 3, "data_type": "byte"},
         "angle": {"type": "knn_vector", "dimension": 2, "data_type": "byte",
                   "space_type": "cosinesimil"},
         "bits": {"type": "knn_vector", "dimension": 16, "data_type": "binary"}}
        """);
    Answer answer = NODE.post("/types/_doc", "{\"" + field + "\":" + vector + "}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(words.equals("ok") ? 201 : 400);
    Answer query =
        NODE.post(
            "/types/_search",
            "{\"query\":{\"knn\":{\"" + field + "\":{\"vector\":" + vector + ",\"k\":1}}}}");
    if (!words.equals("ok")) {
      assertThat(answer.text()).contains(words);
      assertThat(query.status()).as(query.text()).isEqualTo(400);
    }
    if (vector.startsWith("[") && !words.contains("xpected")) {
      assertThat(query.text()).contains(words);
    }
  }

  @Test
  void aValueMayFeedSeveralFields() {
    create(
        "fed",
        """
        {"copy": {"type": "knn_vector", "dimension": 2, "space_type": "innerproduct"},
         "f": {"type": "knn_vector", "dimension": 2, "copy_to": "copy", "fields": {
           "angle": {"type": "knn_vector", "dimension": 2, "space_type": "cosinesimil"},
           "bytes": {"type": "knn_vector", "dimension": 2, "data_type": "byte"}}}}
        """);
    for (int i = 1; i < 5; i++) {
      index("fed", "" + i, "{\"f\":[" + i + "," + (5.0 - i) + "],\"t\":\"x\"}");
    }
    NODE.post("/fed/_refresh", null);
    for (String field : new String[] {"f", "f.angle", "f.bytes", "copy"}) {
      Answer answer =
          NODE.post(
              "/fed/_search",
              "{\"query\":{\"knn\":{\"" + field + "\":{\"vector\":[4,1],\"k\":2}}}}");
      assertThat(answer.hitIds()).as(field + answer.text()).containsExactly("4", "3");
    }
    assertThat(NODE.get("/fed/_source/2").text()).isEqualTo("{\"f\":[2.0,3.0],\"t\":\"x\"}");
    assertThat(count("fed", "{\"exists\":{\"field\":\"f.angle\"}}")).isEqualTo(4);
  }

  @Test
  void aTemplateMayMapFieldsThatComeLater() {
    Answer answer =
        NODE.put(
            "/dynamic",
            """
            {"settings": {"index.knn": true}, "mappings": {"dynamic_templates": [{"vectors":
              {"match": "*_vec", "mapping": {"type": "knn_vector", "dimension": 2,
               "method": {"name": "hnsw", "space_type": "cosinesimil"}}}}]}}
            """);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    index("dynamic", "1", "{\"a_vec\":[1.0,0.0],\"b_vec\":[1.0,1.0]}");
    index("dynamic", "2", "{\"a_vec\":[0.0,1.0],\"o\":{\"c_vec\":[1.0,1.0]}}");
    NODE.post("/dynamic/_refresh", null);
    Answer found =
        NODE.post(
            "/dynamic/_search", "{\"query\":{\"knn\":{\"a_vec\":{\"vector\":[0,2],\"k\":1}}}}");
    assertThat(found.hitIds()).containsExactly("2");
    assertThat(found.at("/hits/hits/0/_score").asDouble()).isEqualTo(1);
    assertThat(NODE.get("/dynamic/_mapping").text()).contains("c_vec");
    assertThat(NODE.get("/dynamic/_source/1").text())
        .isEqualTo("{\"a_vec\":[1.0,0.0],\"b_vec\":[1.0,1.0]}");
  }

  @Test
  void whatHalfFloatsCannotHoldIsRefusedOrClipped() {
    String method =
        "\"method\":{\"name\":\"hnsw\",\"engine\":\"faiss\",\"parameters\":{\"encoder\":"
            + "{\"name\":\"sq\",\"parameters\":{%s}}}}";
    String field = "{\"type\":\"knn_vector\",\"dimension\":2," + method;
    create(
        "halves",
        "{\"refusing\":"
            + field.formatted("\"type\":\"fp16\"")
            + "},\"clipping\":"
            + field.formatted("\"bits\":16,\"clip\":true")
            + ",\"fields\":{\"whole\":{\"type\":\"knn_vector\",\"dimension\":2}}},\"bit\":"
            + field.formatted("\"bits\":1")
            + "}}");
    for (String vector : new String[] {"[65505,0]", "[0,-1e9]"}) {
      Answer answer = NODE.post("/halves/_doc", "{\"refusing\":" + vector + "}");
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.text())
          .contains(
              "encoder name is set as [sq] and type is set as [fp16] in index mapping. But, KNN"
                  + " vector values are not within in the FP16 range [-65504.000000,"
                  + " 65504.000000]");
    }
    index("halves", "1", "{\"refusing\":[65504,-65504],\"clipping\":[70000,-1e9],\"bit\":[7e4,0]}");
    NODE.post("/halves/_refresh", null);
    assertThat(scoreOf("refusing", "[65504,-65504]")).isEqualTo(1);
    assertThat(scoreOf("clipping", "[65504,-65504]")).isEqualTo(1);
    assertThat(scoreOf("clipping.whole", "[65504,-65504]"))
        .as("a field fed by another has its vector")
        .isEqualTo(1);
    assertThat(scoreOf("bit", "[70000,0]")).isEqualTo(1);
  }

  private static double scoreOf(String field, String vector) {
    String query = "{\"query\":{\"knn\":{\"" + field + "\":{\"vector\":" + vector + ",\"k\":1}}}}";
    return NODE.post("/halves/_search", query).at("/hits/hits/0/_score").asDouble();
  }

  @Test
  void vectorsAreNeitherTermsNorAggregated() {
    create(
        "caps",
        """
        {"f": {"type": "knn_vector", "dimension": 2},
         "b": {"type": "knn_vector", "dimension": 2, "data_type": "byte"}}
        """);
    index("caps", "1", "{\"f\":[1,2],\"b\":[1,2]}");
    index("caps", "2", "{\"g\":1}");
    NODE.post("/caps/_refresh", null);
    for (String field : new String[] {"f", "b"}) {
      Answer caps = NODE.get("/caps/_field_caps?fields=" + field);
      String pointer = "/fields/" + field + "/knn_vector/";
      assertThat(caps.at(pointer + "aggregatable").asBoolean(true)).as(caps.text()).isFalse();
      assertThat(caps.at(pointer + "searchable").asBoolean(true)).as(caps.text()).isFalse();
      for (String aggregation :
          new String[] {"terms", "cardinality", "value_count", "missing", "significant_terms"}) {
        refused(
            "{\"size\":0,\"aggs\":{\"a\":{\"%s\":{\"field\":\"%s\"}}}}"
                .formatted(aggregation, field));
      }
      refused("{\"sort\":[{\"" + field + "\":\"asc\"}]}");
      refused("{\"query\":{\"term\":{\"" + field + "\":1}}}");
      refused("{\"query\":{\"range\":{\"" + field + "\":{\"gt\":1}}}}");
      assertThat(count("caps", "{\"exists\":{\"field\":\"" + field + "\"}}")).isEqualTo(1);
      assertThat(
              count("caps", "{\"bool\":{\"must_not\":{\"exists\":{\"field\":\"" + field + "\"}}}}"))
          .isEqualTo(1);
    }
  }

  private static void refused(String search) {
    Answer answer = NODE.post("/caps/_search", search);
    assertThat(answer.status()).as(search + answer.text()).isEqualTo(400);
  }

  private static String base64(ByteBuffer bytes, float... values) {
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static void create(String index, String properties) {
    Answer answer =
        NODE.put(
            "/" + index,
            "{\"settings\":{\"index.knn\":true},\"mappings\":{\"properties\":" + properties + "}}");
    assertThat(answer.text()).matches(text -> answer.status() == 200 || text.contains("exists"));
  }

  private static void index(String index, String id, String document) {
    Answer answer = NODE.put("/" + index + "/_doc/" + id, document);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private static int count(String index, String query) {
    return NODE.post("/" + index + "/_count", "{\"query\":" + query + "}").at("/count").asInt();
  }
}
