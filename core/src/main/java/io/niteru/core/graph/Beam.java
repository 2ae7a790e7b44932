package io.niteru.core.graph;

import io.niteru.core.simd.Kernels;
import java.util.Arrays;

/**
 * The best nodes seen so far, nearest first, of which some are still to be opened. One sorted
 * array: whether and where a node goes in is as good as random, and shifting all of it, by kernels
 * that do not branch on that, costs less than the wrong guesses of heaps. For one thread, reused.
 */
public final class Beam {
  /** Where entries begin: what is before them is smaller, and they are aligned. */
  private static final int HEAD = Kernels.BLOCK_WORDS;

  /** Entries that are passed over at once: in a wide beam most nodes go in near the end. */
  private static final int STEP = 4 * Kernels.BLOCK_WORDS;

  /** Infinitely far, and opened. */
  private static final long NONE =
      (long) Float.floatToRawIntBits(Float.POSITIVE_INFINITY) << 32 | 1;

  private final Kernels kernels = Kernels.best();

  /** Distance in the upper half, node in bits 1 to 31, bit 0 set once opened. */
  private long[] entries = new long[128];

  /** What {@link #offerAll} lets in. */
  private long[] near = new long[256];

  /** What is farther is not let in. */
  private float farthest;

  private int capacity;
  private int end;
  private int size;

  /** No entry before this is still to be opened, but for those not smaller than {@link #least}. */
  private int next;

  private long least;

  /** Empties the beam, which from now on keeps {@code capacity} nodes. */
  public void clear(int capacity) {
    this.capacity = capacity;
    farthest = Float.POSITIVE_INFINITY;
    end = HEAD + Kernels.wholeBlocks(capacity);
    if (entries.length < end) {
      entries = new long[Math.max(end, entries.length * 2)];
    }
    entries[HEAD - 1] = Long.MIN_VALUE;
    Arrays.fill(entries, HEAD, end, NONE);
    size = 0;
    next = HEAD;
    least = Long.MAX_VALUE;
  }

  /** Nodes in the beam. */
  public int size() {
    return size;
  }

  /** Node number {@code i}, counted from the nearest. */
  public int node(int i) {
    return nodeOf(entries[HEAD + i]);
  }

  /** Distance of node number {@code i}. */
  public float distance(int i) {
    return distanceOf(entries[HEAD + i]);
  }

  /** What a distance must be below to be let in: infinite until the beam is full or closed. */
  public float worst() {
    return Math.min(farthest, distance(capacity - 1));
  }

  /** Lets in nothing farther from now on; what is farther stays. */
  void close(float farthest) {
    this.farthest = farthest;
  }

  /**
   * Lets a node in if it is near enough. It must not be in the beam yet.
   *
   * @param node the node
   * @param distance its distance, at least 0, not NaN
   */
  public void offer(int node, float distance) {
    if (distance < worst()) {
      near[0] = entry(node, distance);
      insert(1);
    }
  }

  /**
   * Lets in those nodes that are near enough. None may be in the beam yet.
   *
   * @param nodes the nodes
   * @param from first of {@code nodes}
   * @param to one behind the last of {@code nodes}
   * @param distances their distances, from index 0, each at least 0, not NaN
   */
  public void offerAll(int[] nodes, int from, int to, float[] distances) {
    if (near.length < to - from) {
      near = new long[to - from];
    }
    insert(addNearer(worst(), nodes, from, to, distances, near, 0));
  }

  /**
   * Adds entries of the nodes that are nearer than some distance.
   *
   * @param into has room behind {@code end} for all of them
   * @param end where to begin
   * @return one behind the last added
   */
  static int addNearer(
      float worst, int[] nodes, int from, int to, float[] distances, long[] into, int end) {
    int worstBits = Float.floatToRawIntBits(worst);
    for (int i = from; i < to; i++) {
      long entry = entry(nodes[i], distances[i - from]);
      into[end] = entry;
      // Bits of floats that are not negative are in the order of the floats.
      end += (int) (entry >>> 32) - worstBits >>> 31;
    }
    return end;
  }

  /** The distance in the upper half, the node in bits 1 to 31: sorted, they are nearest first. */
  public static long entry(int node, float distance) {
    return (long) Float.floatToRawIntBits(distance) << 32 | (long) node << 1;
  }

  /** The distance in an entry. */
  public static float distanceOf(long entry) {
    return Float.intBitsToFloat((int) (entry >>> 32));
  }

  /** The node in an entry. */
  public static int nodeOf(long entry) {
    return (int) entry >>> 1;
  }

  /**
   * Takes sorted entries for its own, none of them opened.
   *
   * @param capacity nodes it keeps, at least 1
   * @param sorted entries, nearest first
   * @param count how many of them, at most {@code capacity}
   */
  public void fill(int capacity, long[] sorted, int count) {
    clear(capacity);
    System.arraycopy(sorted, 0, entries, HEAD, count);
    size = count;
    least = entries[HEAD];
  }

  /**
   * Puts the first of {@link #near} in. Only what is between the nearest of them and the end moves.
   */
  private void insert(int count) {
    if (count == 0) {
      return;
    }
    long nearest = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      nearest = Math.min(nearest, near[i]);
    }
    int from = HEAD;
    int to = Math.min(end, HEAD + Kernels.wholeBlocks(size + count));
    while (from + STEP < to && entries[from + STEP - 1] < nearest) {
      from += STEP;
    }
    kernels.insert(entries, from, to, near, count);
    size = Math.min(size + count, capacity);
    least = Math.min(least, nearest);
  }

  /**
   * Takes the nearest nodes not opened yet for opened.
   *
   * @param into receives them, nearest first; as many as there is room for
   * @param limit nodes farther than this are left
   * @return how many there are
   */
  public int open(int[] into, float limit) {
    int at = Arrays.binarySearch(entries, HEAD, HEAD + size, least);
    at = Math.min(next, at < 0 ? -at - 1 : at);
    least = Long.MAX_VALUE;
    int n = 0;
    int last = HEAD + size;
    for (; at < last && n < into.length && distance(at - HEAD) <= limit; at++) {
      if ((entries[at] & 1) == 0) {
        entries[at] |= 1;
        into[n++] = node(at - HEAD);
      }
    }
    next = at;
    return n;
  }

  /** The nearest nodes not opened yet, which stay so; as many as there is room for. */
  int upcoming(int[] into) {
    int n = 0;
    for (int at = next; at < HEAD + size && n < into.length; at++) {
      if ((entries[at] & 1) == 0) {
        into[n++] = node(at - HEAD);
      }
    }
    return n;
  }

  /** Copies nodes and distances out, nearest first. */
  public int copy(int[] nodes, float[] distances) {
    for (int i = 0; i < size; i++) {
      nodes[i] = node(i);
      distances[i] = distance(i);
    }
    return size;
  }
}
