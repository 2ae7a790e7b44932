package io.niteru.core.graph;

import io.niteru.core.simd.Prefetch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A layer while it is built: for every node a row of native memory, whole cache lines, with the
 * number of its neighbours and the neighbours.
 *
 * <p>Rows are read without a lock while another thread changes them. What is read then may be a mix
 * of the old and the new, or a neighbour not yet written, which reads as node 0; all of them are
 * nodes of the layer, and a walk does with any. Changes to one row are to be made under {@link
 * #lock}.
 */
final class BuildLayer implements Links {
  private static final int LOCKS = 1024;

  private final int size;
  private final int capacity;
  private final int maxDegree;
  private final long stride;
  private final MemorySegment rows;

  /** Ordinals of the nodes, ascending, or null where they are the numbers themselves. */
  private final MemorySegment ordinals;

  private final BuildLayer below;
  private final Object[] locks = new Object[LOCKS];

  /**
   * A layer without links.
   *
   * @param arena holds the rows
   * @param ordinals ordinals of the nodes, ints, ascending; null on layer 0
   * @param size number of nodes
   * @param maxDegree neighbours a list is pruned to
   * @param below the layer below; null on layer 0
   */
  BuildLayer(Arena arena, MemorySegment ordinals, int size, int maxDegree, BuildLayer below) {
    this.size = size;
    this.maxDegree = maxDegree;
    // Full lists are pruned by a quarter, so that it is not done at each insertion.
    this.stride = wholeLines(Integer.BYTES * (1L + maxDegree + maxDegree / 4));
    this.capacity = (int) (stride / Integer.BYTES) - 1;
    this.rows = arena.allocate(Math.max(1, size * stride), Prefetch.LINE);
    this.ordinals = ordinals;
    this.below = below;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  private static long wholeLines(long bytes) {
    return (bytes + Prefetch.LINE - 1) / Prefetch.LINE * Prefetch.LINE;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int maxDegree() {
    return capacity;
  }

  /** Neighbours a list is pruned to when it is full. */
  int prunedDegree() {
    return maxDegree;
  }

  @Override
  public int read(int node, int[] into) {
    long row = node * stride;
    int n = rows.get(ValueLayout.JAVA_INT, row);
    MemorySegment.copy(rows, ValueLayout.JAVA_INT, row + Integer.BYTES, into, 0, n);
    return n;
  }

  @Override
  public int prefetch(int node) {
    return rows.get(ValueLayout.JAVA_INT, node * stride);
  }

  @Override
  public boolean isBase() {
    return ordinals == null;
  }

  @Override
  public int ordinal(int node) {
    return ordinals == null ? node : ordinals.getAtIndex(ValueLayout.JAVA_INT, node);
  }

  @Override
  public int below(int node) {
    int ordinal = ordinal(node);
    return below.isBase() ? ordinal : below.number(ordinal);
  }

  /** The number of the node that stands for an ordinal, which must be of this layer. */
  int number(int ordinal) {
    if (ordinals == null) {
      return ordinal;
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ordinal(middle) < ordinal) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What changes to the row of a node are to be made under. */
  Object lock(int node) {
    return locks[node & LOCKS - 1];
  }

  int degree(int node) {
    return rows.get(ValueLayout.JAVA_INT, node * stride);
  }

  boolean isFull(int node) {
    return degree(node) == capacity;
  }

  /** Adds a neighbour to a row that is not full. */
  void append(int node, int neighbour) {
    int n = degree(node);
    set(node, n, neighbour);
    rows.set(ValueLayout.JAVA_INT, node * stride, n + 1);
  }

  /** Makes the first {@code n} of what is given all the neighbours of a node. */
  void replace(int node, int[] neighbours, int n) {
    for (int i = 0; i < n; i++) {
      set(node, i, neighbours[i]);
    }
    rows.set(ValueLayout.JAVA_INT, node * stride, n);
  }

  private void set(int node, int i, int neighbour) {
    rows.set(ValueLayout.JAVA_INT, node * stride + Integer.BYTES * (1L + i), neighbour);
  }
}
