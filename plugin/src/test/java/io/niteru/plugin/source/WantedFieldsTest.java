package io.niteru.plugin.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedFieldsTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', v, true",
    "'', v, v, false",
    "'', v, a.v, true",
    "'', '*.v', a.v, false",
    "'', a, a.v, false",
    "'', 'a.*', a.b.v, false",
    "path, '', v, false",
    "path, '', a.v, false",
    "'path,a', '', a.b.v, true",
    "'path,a.b', '', a.b.v, true",
    "'*', '', v, true",
    "'v*', '', vec, true",
    "a, 'a.v', a.v, false"
  })
  void patternsMeanWhatTheyMeanForTheResponse(
      String includes, String excludes, String field, boolean wanted) {
    assertThat(new WantedFields(split(includes), split(excludes)).contains(field, false))
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({"path, '', n.v, true", "'', n, n.v, false"})
  void includesDoNotConcernVectorsOfInnerHits(
      String includes, String excludes, String field, boolean wanted) {
    assertThat(new WantedFields(split(includes), split(excludes)).contains(field, true))
        .isEqualTo(wanted);
  }

  private static String[] split(String patterns) {
    return patterns.isEmpty() ? new String[0] : patterns.split(",");
  }
}
