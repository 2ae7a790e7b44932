package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommitAfterMergeTest {
  /** Shorter than a shard takes to be idle, after which all is committed anyway. */
  private static final Duration SOON = Duration.ofSeconds(15);

  @RegisterExtension static final RunningNode NODE = new RunningNode();

  @Test
  void whatALargeMergeReplacedIsRemovedFromTheDiskThoughNobodyWritesAnyMore() throws Exception {
    NODE.put(
        "/index",
        """
        {"settings": {"index.knn": true, "index.refresh_interval": -1,
                      "index.flush_after_merge": "1b"},
         "mappings": {"properties": {"v": {"type": "knn_vector", "dimension": 2}}}}
        """);
    for (int i = 0; merges() == 0; i++) {
      assertThat(commits()).isZero();
      NODE.put("/index/_doc/" + i, "{\"v\": [1, " + i + "]}");
      NODE.post("/index/_refresh", null);
    }

    long start = System.nanoTime();
    while (commits() == 0 && System.nanoTime() - start < SOON.toNanos()) {
      Thread.sleep(100);
    }
    assertThat(commits()).isEqualTo(1);
  }

  private static int merges() {
    return NODE.get("/index/_stats/merge").at("/_all/total/merges/total").asInt();
  }

  private static int commits() {
    return NODE.get("/index/_stats/flush").at("/_all/total/flush/total").asInt();
  }
}
