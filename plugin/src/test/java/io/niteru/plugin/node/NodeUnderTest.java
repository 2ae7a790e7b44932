package io.niteru.plugin.node;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A node that answers requests. */
public interface NodeUnderTest {
  /** Where it does, e.g. {@code http://127.0.0.1:9200}. */
  URI url();

  /** Returns when it has written what is in memory and let go of its folder. */
  void stop() throws IOException;

  /** Starts nodes. */
  @FunctionalInterface
  interface Starter {
    /** Returns when the node answers; everything it keeps is in the folder. */
    NodeUnderTest start(Path folder) throws IOException;
  }
}
