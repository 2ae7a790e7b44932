package io.niteru.core.quant;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The order codes are stored in. A code has a number, which is also that of its node in the graph;
 * the vector it stands for has an ordinal, by which Lucene knows it. Immutable; safe for all
 * threads.
 */
public final class NodeOrder {
  /** Codes in the order of the vectors. */
  public static final NodeOrder IDENTITY = new NodeOrder(null, null);

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment ordinals;
  private final MemorySegment nodes;

  /**
   * An order.
   *
   * @param ordinals ordinal of each node, little-endian ints
   * @param nodes node of each ordinal, little-endian ints
   */
  public NodeOrder(MemorySegment ordinals, MemorySegment nodes) {
    this.ordinals = ordinals;
    this.nodes = nodes;
  }

  /** The ordinal of the vector of a node. */
  public int ordinal(int node) {
    return ordinals == null ? node : ordinals.get(INT, 4L * node);
  }

  /** The node of the vector of an ordinal. */
  public int node(int ordinal) {
    return nodes == null ? ordinal : nodes.get(INT, 4L * ordinal);
  }

  /** Whether nodes and ordinals are the same. */
  public boolean isIdentity() {
    return ordinals == null;
  }
}
