package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class MergedWhileIdleTest {
  @RegisterExtension
  static final RunningNode NODE =
      new RunningNode(
          Map.of(
              "indices.memory.shard_inactive_time", "200ms", "indices.memory.interval", "100ms"));

  @Test
  void whatNobodyWritesToBecomesOneSegmentUnlessThatIsNotWanted() throws Exception {
    create("unwanted", false);
    create("mostly-one", true);
    create("first", true);
    create("second", true);
    write("unwanted", 100);
    write("unwanted", 100);
    write("mostly-one", 4_000);
    write("mostly-one", 1);

    write("first", 100);
    write("first", 100);
    awaitMerge("first");
    // Once a later one is merged all have been looked at.
    write("second", 100);
    write("second", 100);
    awaitMerge("second");

    assertThat(merges("unwanted")).isZero();
    assertThat(merges("mostly-one")).isZero();
    assertThat(merges("first")).isEqualTo(1);
    NODE.post("/first,second/_refresh", null);
    assertThat(NODE.get("/_cat/segments/first,second?h=segment").text()).hasLineCount(2);
    assertThat(NODE.get("/first,second/_count").text()).contains("\"count\":400");
  }

  private static void create(String index, boolean merged) {
    NODE.put(
        "/" + index,
        """
        {"settings": {"index.knn": true, "index.knn.merge_when_idle": %b,
                      "index.refresh_interval": -1},
         "mappings": {"properties": {"v": {"type": "knn_vector", "dimension": 32}}}}
        """
            .formatted(merged));
  }

  /** Makes a segment of so many documents. */
  private static void write(String index, int count) {
    var lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      float[] vector = new float[32];
      vector[i % 32] = 1 + i;
      lines.append("{\"index\":{}}\n{\"v\":").append(Arrays.toString(vector));
      lines.append("}\n");
    }
    String answer = NODE.post("/" + index + "/_bulk?refresh=true", lines.toString()).text();
    assertThat(answer).contains("\"errors\":false");
  }

  private static void awaitMerge(String index) throws InterruptedException {
    while (merges(index) == 0) {
      Thread.sleep(100);
    }
  }

  private static int merges(String index) {
    return NODE.get("/" + index + "/_stats/merge").at("/_all/total/merges/total").asInt();
  }
}
