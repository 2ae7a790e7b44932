package io.niteru.app.node;

import io.niteru.plugin.node.NodeUnderTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The node of {@code niteru serve}, for tests of what it is made of. */
record ServeNode(EmbeddedNode node) implements NodeUnderTest {
  static ServeNode start(Path folder) throws IOException {
    return new ServeNode(
        EmbeddedNode.start(NodeConfig.in(folder).listening(NodeConfig.LOOPBACK, 0)));
  }

  @Override
  public URI url() {
    return node.url();
  }

  @Override
  public void stop() throws IOException {
    node.close();
  }
}
