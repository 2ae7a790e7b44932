package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NewIndexDefaultsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  @Test
  void anIndexOfVectorsHasFewSegments() {
    NODE.put("/vectors", "{\"settings\":{\"index.knn\":true}}");

    assertThat(policy("vectors", "segments_per_tier")).isEqualTo("4");
    assertThat(policy("vectors", "floor_segment")).isEqualTo("1gb");
  }

  @Test
  void whatTheRequestSaysWins() {
    NODE.put(
        "/chosen",
        "{\"settings\":{\"index.knn\":true,\"index.merge.policy.segments_per_tier\":7}}");

    assertThat(policy("chosen", "segments_per_tier")).isEqualTo("7");
  }

  @Test
  void otherIndexesAreLeftAlone() {
    NODE.put("/text", null);

    assertThat(policy("text", "segments_per_tier")).isEmpty();
  }

  private static String policy(String index, String setting) {
    return NODE.get("/" + index + "/_settings")
        .at("/" + index + "/settings/index/merge/policy/" + setting)
        .asText();
  }
}
