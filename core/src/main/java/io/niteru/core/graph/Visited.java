package io.niteru.core.graph;

import java.util.Arrays;

/**
 * A set of nodes that is cleared in the time it took to fill, and the order they came in. One bit a
 * node; for one thread, reused from search to search.
 */
public final class Visited {
  private final long[] words;
  private int[] log = new int[4096];
  private int count;

  /** An empty set of nodes below {@code size}. */
  public Visited(int size) {
    words = new long[(size >> 6) + 1];
  }

  /** Forgets all nodes. */
  public void clear() {
    for (int i = 0; i < count; i++) {
      words[log[i] >> 6] = 0;
    }
    count = 0;
  }

  /** Nodes in the set. */
  public int count() {
    return count;
  }

  /** The nodes in the order they were added; valid until more are added. */
  public int[] log() {
    return log;
  }

  /** Adds a node; false if it was there. */
  public boolean add(int node) {
    reserve(1);
    int before = count;
    append(node);
    return count > before;
  }

  /** Adds the first {@code n} of {@code nodes}; those that were not there end up in the log. */
  public void addAll(int[] nodes, int n) {
    reserve(n);
    // No branch: whether a neighbour is new is as good as random, and a wrong guess costs more.
    long[] words = this.words;
    int[] log = this.log;
    int count = this.count;
    for (int i = 0; i < n; i++) {
      int node = nodes[i];
      long word = words[node >> 6];
      words[node >> 6] = word | 1L << node;
      log[count] = node;
      count += 1 - (int) (word >>> node & 1);
    }
    this.count = count;
  }

  /** Bytes the order of the nodes has grown to. */
  long logBytes() {
    return (long) Integer.BYTES * log.length;
  }

  private void append(int node) {
    long word = words[node >> 6];
    words[node >> 6] = word | 1L << node;
    log[count] = node;
    count += 1 - (int) (word >>> node & 1);
  }

  private void reserve(int n) {
    if (log.length - count <= n) {
      log = Arrays.copyOf(log, Math.max(log.length * 2, count + n + 1));
    }
  }
}
