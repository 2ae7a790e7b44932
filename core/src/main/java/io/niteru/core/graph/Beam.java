package io.niteru.core.graph;

import java.util.Arrays;

/**
 * The best nodes seen so far, nearest first, of which some are still to be opened. One sorted
 * array: for the beams in use, moving a few hundred bytes costs less than the mispredicted branches
 * of two heaps. For one thread, reused.
 */
public final class Beam {
  /** Distance in the upper half, node in bits 1 to 31, bit 0 set once opened. */
  private long[] entries = new long[128];

  private int capacity;
  private int size;
  private int next;
  private float worst;
  private float opened;

  /** Empties the beam, which from now on keeps {@code capacity} nodes. */
  public void clear(int capacity) {
    this.capacity = capacity;
    if (entries.length < capacity) {
      entries = new long[Math.max(capacity, entries.length * 2)];
    }
    size = 0;
    next = 0;
    worst = Float.POSITIVE_INFINITY;
  }

  /** Nodes in the beam. */
  public int size() {
    return size;
  }

  /** Node number {@code i}, counted from the nearest. */
  public int node(int i) {
    return (int) entries[i] >>> 1;
  }

  /** Distance of node number {@code i}. */
  public float distance(int i) {
    return Float.intBitsToFloat((int) (entries[i] >>> 32));
  }

  /** What a distance must be below to be let in: infinite until the beam is full. */
  public float worst() {
    return worst;
  }

  /**
   * Lets a node in if it is near enough. It must not be in the beam yet.
   *
   * @param node the node
   * @param distance its distance, at least 0, not NaN
   */
  public void offer(int node, float distance) {
    if (distance >= worst) {
      return;
    }
    long entry = (long) Float.floatToRawIntBits(distance) << 32 | (long) node << 1;
    int at = find(entry);
    int moved = (size < capacity ? size : capacity - 1) - at;
    System.arraycopy(entries, at, entries, at + 1, moved);
    entries[at] = entry;
    if (size < capacity) {
      size++;
    }
    if (size == capacity) {
      worst = distance(size - 1);
    }
    next = Math.min(next, at);
  }

  private int find(long entry) {
    int from = 0;
    int length = size;
    while (length > 1) {
      int half = length >>> 1;
      from += entries[from + half - 1] < entry ? half : 0;
      length -= half;
    }
    return from + (length == 1 && entries[from] < entry ? 1 : 0);
  }

  /** Takes the nearest node not opened yet for opened and returns it; -1 if there is none. */
  public int open() {
    int at = next;
    while (at < size && (entries[at] & 1) != 0) {
      at++;
    }
    if (at == size) {
      next = at;
      return -1;
    }
    entries[at] |= 1;
    opened = distance(at);
    next = at + 1;
    return node(at);
  }

  /** Distance of the node opened last. */
  public float opened() {
    return opened;
  }

  /** The nearest node not opened yet, which stays so; -1 if there is none. */
  public int peek() {
    int at = next;
    while (at < size && (entries[at] & 1) != 0) {
      at++;
    }
    return at == size ? -1 : node(at);
  }

  /** Copies nodes and distances out, nearest first. */
  public int copy(int[] nodes, float[] distances) {
    for (int i = 0; i < size; i++) {
      nodes[i] = node(i);
      distances[i] = distance(i);
    }
    return size;
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(entries, size));
  }
}
