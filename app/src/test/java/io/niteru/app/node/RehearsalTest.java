package io.niteru.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  private static final String INDEX =
      "{\"settings\":{\"index.knn\":true},\"mappings\":{\"properties\":{\"v\":"
          + "{\"type\":\"knn_vector\",\"dimension\":2}}}}";

  @RegisterExtension static final RunningNode NODE = new RunningNode(ServeNode::start);

  @Test
  void anIndexIsSearchedUnaskedAndChangedByNothing() throws Exception {
    NODE.put("/r", INDEX);
    NODE.put("/other", null);
    NODE.put("/r/_doc/1?refresh=true", "{\"v\":[1,2]}");

    Rehearsal rehearsal = Rehearsal.begin(NODE.url().toString());

    assertThat(searched("r", 5)).isTrue();
    rehearsal.end();
    int total = searches("r");
    Thread.sleep(1_000);
    assertThat(searches("r")).isEqualTo(total);
    assertThat(searches("other")).isZero();
    assertThat(NODE.get("/r/_count").at("/count").asInt()).isEqualTo(1);
  }

  @Test
  void anIndexIsSearchedAgainAfterAMerge() throws Exception {
    NODE.put("/m", INDEX);
    NODE.put("/m/_doc/1?refresh=true", "{\"v\":[1,2]}");
    Rehearsal rehearsal = Rehearsal.begin(NODE.url().toString(), 40);
    assertThat(searched("m", 1)).isTrue();
    Thread.sleep(8_000);
    int total = searches("m");
    assertThat(total).isLessThanOrEqualTo(40);

    NODE.put("/m/_doc/2?refresh=true", "{\"v\":[2,1]}");
    NODE.post("/m/_forcemerge?max_num_segments=1", null);

    assertThat(searched("m", total + 5)).isTrue();
    rehearsal.end();
  }

  @Test
  void nothingIsSearchedWhileAShardIsNotThere() throws Exception {
    NODE.put(
        "/red?timeout=1ms&wait_for_active_shards=0",
        INDEX.replace(
            "\"index.knn\":true",
            "\"index.knn\":true,\"index.routing.allocation.require._name\":\"nobody\""));
    NODE.put("/green", INDEX);
    Rehearsal rehearsal = Rehearsal.begin(NODE.url().toString());
    Thread.sleep(2_000);
    assertThat(searches("green")).isZero();

    NODE.put("/red/_settings", "{\"index.routing.allocation.require._name\":null}");

    assertThat(searched("red", 1)).isTrue();
    rehearsal.end();
  }

  @Test
  void aNodeThatRehearsesCanBeClosed(@TempDir Path folder) throws IOException {
    EmbeddedNode node = EmbeddedNode.start(NodeConfig.in(folder).listening(NodeConfig.LOOPBACK, 0));
    node.rehearse();
    node.close();
  }

  private static int searches(String index) {
    return NODE.get("/" + index + "/_stats/search").at("/_all/total/search/query_total").asInt();
  }

  private static boolean searched(String index, int times) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(end)) {
      if (searches(index) >= times) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }
}
