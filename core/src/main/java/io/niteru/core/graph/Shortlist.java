package io.niteru.core.graph;

import java.util.Arrays;

/**
 * The nearest of nodes that are all looked at. Cheaper than offering each to a {@link Beam}: what
 * is near enough is gathered, and now and then sorted and cut. For one thread, reused.
 */
public final class Shortlist {
  private static final int ROOM = 512;

  private long[] entries = new long[0];
  private int capacity;
  private int count;
  private float worst;

  /** Empties the list, which from now on keeps {@code capacity} nodes. */
  public void clear(int capacity) {
    this.capacity = capacity;
    if (entries.length < capacity + ROOM) {
      entries = new long[capacity + Math.max(ROOM, capacity)];
    }
    count = 0;
    worst = Float.POSITIVE_INFINITY;
  }

  /**
   * Lets in those nodes that are near enough, each only once.
   *
   * @param nodes the nodes, at most {@value #ROOM}
   * @param count how many there are
   * @param distances their distances, each at least 0, not NaN
   */
  public void offerAll(int[] nodes, int count, float[] distances) {
    if (this.count + count > entries.length) {
      cut();
    }
    this.count = Beam.addNearer(worst, nodes, 0, count, distances, entries, this.count);
  }

  private void cut() {
    Arrays.sort(entries, 0, count);
    if (count >= capacity) {
      count = capacity;
      worst = Beam.distanceOf(entries[capacity - 1]);
    }
  }

  /** Puts what is on the list into a beam, which it replaces. */
  public void moveTo(Beam beam) {
    cut();
    beam.fill(capacity, entries, count);
  }
}
