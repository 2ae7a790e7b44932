package io.niteru.core.graph;

/**
 * One layer of a graph. Nodes of a layer are numbered from 0 by ascending ordinal; on layer 0 the
 * number is the ordinal itself. Reading is safe for all threads.
 */
public interface Links {
  /** Nodes of this layer. */
  int size();

  /** The most neighbours {@link #read} ever returns. */
  int maxDegree();

  /**
   * Reads the neighbours of a node.
   *
   * @param node number of a node of this layer
   * @param into receives numbers of nodes of this layer, from index 0
   * @return how many there are
   */
  int read(int node, int[] into);

  /** Loads what {@link #read} will read first, and returns something of it. */
  int prefetch(int node);

  /** Whether numbers of this layer are ordinals. */
  boolean isBase();

  /** The ordinal of the vector a node stands for. */
  int ordinal(int node);

  /**
   * The ordinals of some nodes.
   *
   * @param nodes the nodes, which on the base layer are the ordinals
   * @param from first of {@code nodes}
   * @param to one behind the last of {@code nodes}
   * @param into receives the ordinals of other layers, from index 0
   * @return {@code nodes} on the base layer, {@code into} on others
   */
  default int[] ordinals(int[] nodes, int from, int to, int[] into) {
    if (isBase()) {
      return nodes;
    }
    for (int i = from; i < to; i++) {
      into[i - from] = ordinal(nodes[i]);
    }
    return into;
  }

  /** The number, on the layer below, of a node. Not for layer 0. */
  int below(int node);
}
