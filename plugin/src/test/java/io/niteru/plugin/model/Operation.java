package io.niteru.plugin.model;

import java.io.IOException;

/** Something that is done to a node, and to the model of what it holds. */
interface Operation {
  void apply(World world) throws IOException;
}
