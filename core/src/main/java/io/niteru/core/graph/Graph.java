package io.niteru.core.graph;

import java.util.List;

/**
 * Layers of links, the base first; the search enters at node {@code entry} of the last.
 *
 * @param layers at least one
 * @param entry number of a node of the last layer
 */
public record Graph(List<? extends Links> layers, int entry) {
  /** The base, of all nodes. */
  public Links base() {
    return layers.get(0);
  }
}
