package io.niteru.plugin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonArraysTest {
  @Test
  void arraysAreFoundByTheirPathInTheOrderOfTheText() {
    assertThat(find("{\"b\":[2],\"a\":{\"v\":[1, 2],\"w\":[3]},\"v\":[4]}", "a.v", "v"))
        .containsExactly("a.v=[1, 2]", "v=[4]");
  }

  @Test
  void aPathMayBeWrittenWithDots() {
    assertThat(find("{\"a.b\":{\"v\":[1]},\"a\":{\"b.v\":[2]},\"a.b.v\":[3]}", "a.b.v"))
        .containsExactly("a.b.v=[1]", "a.b.v=[2]", "a.b.v=[3]");
  }

  @Test
  void arraysOfObjectsAreLookedInto() {
    assertThat(
            find("{\"n\":[{\"v\":[1]},{},{\"v\":null},{\"m\":[[{\"v\":[2]}]]}]}", "n.v", "n.m.v"))
        .containsExactly("n.v=[1]", "n.m.v=[2]");
  }

  @Test
  void stringsAndWhiteSpaceDoNotMislead() {
    assertThat(
            find(
                "\n{ \"s\\\"\" : \"\\\\\\\"[{\" ,\t\"é\":\"]\", \"v\" :\r\n [ 1e3 ,\n-2 ] , \"x\":true }",
                "v"))
        .containsExactly("v=[ 1e3 ,\n-2 ]");
  }

  @Test
  void numbersAndNullAtThePathAreNotVectors() {
    assertThat(find("{\"v\":1,\"a\":{\"v\":null}}", "v", "a.v")).isEmpty();
  }

  @Test
  void stringsAreFoundButNotInsideOfArrays() {
    assertThat(find("{\"v\":\"a\\\"=\",\"b\":{\"v\":[\"1\", 2]}}", "v", "b.v"))
        .containsExactly("v=\"a\\\"=\"", "b.v=[\"1\", 2]");
  }

  @Test
  void aKeyWithEscapesIsNotRecognised() {
    assertThat(find("{\"\\u0076\":[1]}", "v")).isEmpty();
  }

  private static List<String> find(String json, String... paths) {
    byte[] text = ("##" + json).getBytes(StandardCharsets.UTF_8);
    return JsonArrays.find(text, 2, Set.of(paths)).stream()
        .map(
            t ->
                t.field()
                    + "="
                    + new String(text, 2 + t.start(), t.end() - t.start(), StandardCharsets.UTF_8))
        .toList();
  }
}
