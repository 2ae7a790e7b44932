package io.niteru.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnswersTest {
  @RegisterExtension static final RunningNode node = new RunningNode(ServeNode::start);

  @Test
  void comeUnpackedToThisMachineThoughPackedOnesWouldDo() {
    var answer =
        node.send(
            HttpRequest.newBuilder(node.url().resolve("/_cluster/settings?include_defaults"))
                .header("Accept-Encoding", "gzip"));

    assertThat(answer.response().headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(answer.at("/defaults/cluster").isObject()).isTrue();
  }
}
