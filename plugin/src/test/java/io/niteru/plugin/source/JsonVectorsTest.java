package io.niteru.plugin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class JsonVectorsTest {
  @Test
  void arraysAreFoundByTheirPathInTheOrderOfTheText() {
    assertThat(
            find(
                "{\"b\":[2],\"a\":{\"v\":[1, 2],\"w\":[3]},\"v\":[4]}",
                Map.of("a.v", vectors(1, 2), "v", vectors(4))))
        .containsExactly("a.v=[1, 2]", "v=[4]");
  }

  @Test
  void aPathMayBeWrittenWithDots() {
    assertThat(
            find(
                "{\"a.b\":{\"v\":[1]},\"a\":{\"b.v\":[2]},\"a.b.v\":[3]}",
                Map.of("a.b.v", List.of(vector(1), vector(2), vector(3)))))
        .containsExactly("a.b.v=[1]", "a.b.v=[2]", "a.b.v=[3]");
  }

  @Test
  void arraysOfObjectsAreLookedInto() {
    assertThat(
            find(
                "{\"n\":[{\"v\":[1]},{},{\"v\":null},{\"m\":[[{\"v\":[2]}]]}]}",
                Map.of("n.v", vectors(1), "n.m.v", vectors(2))))
        .containsExactly("n.v=[1]", "n.m.v=[2]");
  }

  @Test
  void commentsStringsAndWhiteSpaceDoNotMislead() {
    assertThat(
            find(
                "/*{*/\n{ \"s\\\"\" : \"\\\\\\\"[{\" ,\t\"é\":\"]\", // \"v\":[\n \"v\" /*:*/ :\r\n"
                    + " [ 1e3 , // ]\n-2/*]*/ ] , \"x\":true } // }",
                Map.of("v", vectors(1000, -2))))
        .containsExactly("v=[ 1e3 , // ]\n-2/*]*/ ]");
  }

  @Test
  void aKeyMayHaveEscapes() {
    assertThat(find("{\"\\u0076\":[1]}", Map.of("v", vectors(1)))).containsExactly("v=[1]");
  }

  @Test
  void numbersAndNullAtThePathAreNotVectors() {
    assertThat(find("{\"v\":1,\"a\":{\"v\":null}}", Map.of("v", vectors(1), "a.v", vectors(1))))
        .isEmpty();
  }

  @Test
  void base64IsFoundButNotInsideOfArrays() {
    assertThat(
            find(
                "{\"v\":\"AACAPw==\",\"b\":{\"v\":[\"1\", 2]},\"w\":[\"AACAPw==\"]}",
                Map.of("v", vectors(1), "b.v", vectors(1, 2), "w", vectors(1))))
        .containsExactly("v=\"AACAPw==\"", "b.v=[\"1\", 2]");
  }

  @Test
  void aFieldOfWhichOneNumberDiffersIsLeft() {
    assertThat(
            find(
                "{\"v\":[1,2,3],\"w\":[1,2],\"n\":[{\"x\":[1]},{\"x\":[2]}],\"y\":[1,2]}",
                Map.of(
                    "v", vectors(1, 2, 4),
                    "w", vectors(1, 2),
                    "n.x", List.of(vector(1), vector(3)),
                    "y", vectors(1, 2, 3))))
        .containsExactly("w=[1,2]");
  }

  @Test
  void aFieldWithMoreOrFewerArraysThanVectorsIsLeft() {
    String json = "{\"n\":[{\"v\":[1]},{\"v\":[2]}],\"w\":[3]}";
    assertThat(find(json, Map.of("n.v", vectors(1), "w", vectors(3)))).containsExactly("w=[3]");
    assertThat(find(json, Map.of("n.v", List.of(vector(1), vector(2), vector(3)), "w", vectors(3))))
        .containsExactly("w=[3]");
  }

  @Test
  void bytesAreComparedToo() {
    Map<String, List<ParsedVector>> bytes =
        Map.of("v", List.of(new ParsedVector(new byte[] {-128, 0, 127}, 0)));
    assertThat(find("{\"v\":[-128,0,127]}", bytes)).containsExactly("v=[-128,0,127]");
    assertThat(find("{\"v\":\"gAB/\"}", bytes)).containsExactly("v=\"gAB/\"");
    assertThat(find("{\"v\":[-128,0,126]}", bytes)).isEmpty();
  }

  @Test
  void otherEncodingsAreLeft() {
    for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      assertThat(JsonVectors.find(bytes("{\"v\":[1]}", charset), Map.of("v", vectors(1))))
          .isEmpty();
    }
    assertThat(find("\uFEFF{\"v\":[1]}", Map.of("v", vectors(1)))).containsExactly("v=[1]");
  }

  private static List<ParsedVector> vectors(float... values) {
    return List.of(vector(values));
  }

  private static ParsedVector vector(float... values) {
    return new ParsedVector(values, 0);
  }

  private static BytesRef bytes(String json, Charset charset) {
    byte[] text = json.getBytes(charset);
    byte[] shifted = new byte[text.length + 4];
    System.arraycopy(text, 0, shifted, 2, text.length);
    return new BytesRef(shifted, 2, text.length);
  }

  private static List<String> find(String json, Map<String, List<ParsedVector>> vectors) {
    BytesRef source = bytes(json, StandardCharsets.UTF_8);
    return JsonVectors.find(source, vectors).stream()
        .map(MaskedSource.Hole::text)
        .map(t ->
            t.field()
                + "="
                + new String(
                    source.bytes,
                    source.offset + t.start(),
                    t.end() - t.start(),
                    StandardCharsets.UTF_8))
        .toList();
  }
}
