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
  int touch(int node);

  /** Whether numbers of this layer are ordinals. */
  boolean isBase();

  /** The ordinal of the vector a node stands for. */
  int ordinal(int node);

  /** The number, on the layer below, of a node. Not for layer 0. */
  int below(int node);
}
