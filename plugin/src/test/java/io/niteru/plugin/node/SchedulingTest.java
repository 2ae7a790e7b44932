package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What schedules the work of a node can be turned off while it runs. */
class SchedulingTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "knn.merge_queue.enabled",
        "knn.search_priority.enabled",
        "knn.idle_merge.enabled",
        "knn.new_index_defaults.enabled"
      })
  void eachPolicyHasASettingThatTurnsItOff(String setting) {
    Answer defaults = NODE.get("/_cluster/settings?include_defaults=true&flat_settings=true");
    assertThat(defaults.json().at("/defaults").path(setting).asText()).isEqualTo("true");

    assertThat(set(setting, "false").status()).isEqualTo(200);
    Answer now = NODE.get("/_cluster/settings?flat_settings=true");
    assertThat(now.json().at("/persistent").path(setting).asText()).isEqualTo("false");
    Answer refused = set(setting, "\"sometimes\"");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("sometimes");

    assertThat(set(setting, "null").status()).isEqualTo(200);
  }

  @Test
  void withoutDefaultsOfItsOwnANewIndexHasOpenSearchs() {
    set("knn.new_index_defaults.enabled", "false");
    NODE.put("/plain", "{\"settings\":{\"index.knn\":true}}");
    set("knn.new_index_defaults.enabled", "null");
    NODE.put("/ours", "{\"settings\":{\"index.knn\":true}}");

    assertThat(NODE.get("/plain/_settings").text()).doesNotContain("floor_segment");
    assertThat(NODE.get("/ours/_settings").text()).contains("floor_segment");
  }

  @Test
  void mergesTakeTheirHelpersFromAPoolThatTheNodeShows() {
    Answer pools = NODE.get("/_nodes/thread_pool");
    assertThat(pools.json().findValue("knn_merge").path("max").asInt()).isEqualTo(32);
  }

  private static Answer set(String setting, String value) {
    return NODE.put("/_cluster/settings", "{\"persistent\":{\"" + setting + "\":" + value + "}}");
  }
}
