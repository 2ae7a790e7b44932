package io.niteru.core.graph;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.lucene.util.FixedBitSet;

/**
 * Makes every node of a layer reachable from one: pruning may take away the last link to a node,
 * and does so among duplicates. A node found to be cut off gets a link from one of its own
 * neighbours that can be reached and has room, or else from any such node. For one thread; takes
 * time in proportion to the number of links.
 */
final class ComponentConnector {
  private final BuildLayer layer;
  private final FixedBitSet reached;
  private final MemorySegment queue;
  private final int[] neighbours;
  private int head;
  private int tail;
  private int roomy;

  private ComponentConnector(Arena arena, BuildLayer layer) {
    this.layer = layer;
    this.reached = new FixedBitSet(layer.size());
    this.queue = arena.allocate(4L * layer.size(), 4);
    this.neighbours = new int[layer.maxDegree()];
  }

  /**
   * Connects a layer.
   *
   * @param layer the layer
   * @param start the node all others must be reachable from
   * @return links that were added
   */
  static int connect(BuildLayer layer, int start) {
    try (Arena arena = Arena.ofConfined()) {
      return new ComponentConnector(arena, layer).run(start);
    }
  }

  private int run(int start) {
    int added = 0;
    reach(start);
    spread();
    for (int node = 0; node < layer.size(); node++) {
      if (!reached.get(node)) {
        layer.append(host(node), node);
        added++;
        reach(node);
        spread();
      }
    }
    return added;
  }

  private void spread() {
    while (head < tail) {
      int n = layer.read(queue.getAtIndex(ValueLayout.JAVA_INT, head++), neighbours);
      for (int i = 0; i < n; i++) {
        if (!reached.get(neighbours[i])) {
          reach(neighbours[i]);
        }
      }
    }
  }

  private void reach(int node) {
    reached.set(node);
    queue.setAtIndex(ValueLayout.JAVA_INT, tail++, node);
  }

  private int host(int node) {
    int n = layer.read(node, neighbours);
    for (int i = 0; i < n; i++) {
      if (reached.get(neighbours[i]) && !layer.isFull(neighbours[i])) {
        return neighbours[i];
      }
    }
    // Nodes only ever fill up, so the search for one with room never starts again.
    while (layer.isFull(queue.getAtIndex(ValueLayout.JAVA_INT, roomy))) {
      roomy++;
    }
    return queue.getAtIndex(ValueLayout.JAVA_INT, roomy);
  }
}
