package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import java.util.Arrays;

/**
 * Of all nodes it is shown, those that can still be among the k nearest: whose estimate, less what
 * it may be off by, is no farther than k others are at most. How many that are follows from the
 * codes and the data. For one thread, reused.
 */
final class Candidates {
  private final Smallest farthestOfNearest = new Smallest();

  /** Estimates in the upper half, nodes in bits 1 to 31, as a beam has them. */
  private long[] entries = new long[1024];

  private int[] near = new int[256];
  private int count;
  private float limit;
  private float widest;

  /**
   * Forgets all.
   *
   * @param k nodes wanted, at least 1
   * @param farthest no node that is farther is wanted
   */
  void clear(int k, float farthest) {
    farthestOfNearest.clear(k);
    count = 0;
    limit = farthest;
    widest = 0;
  }

  /** The squared distance within which the k nearest are. */
  float limit() {
    return limit;
  }

  /**
   * Shows it some nodes, each only once.
   *
   * @param nodes the nodes
   * @param n how many there are
   * @param distances their estimated squared distances, at least 0, not NaN
   * @param slacks what those may be off by
   */
  void offerAll(int[] nodes, int n, float[] distances, float[] slacks) {
    if (near.length < n) {
      near = new int[n];
    }
    int kept = 0;
    for (int i = 0; i < n; i++) {
      near[kept] = i;
      kept += distances[i] - slacks[i] <= limit ? 1 : 0;
    }
    reserve(kept);
    for (int j = 0; j < kept; j++) {
      int i = near[j];
      entries[count++] = Beam.entry(nodes[i], distances[i]);
      widest = Math.max(widest, slacks[i]);
      farthestOfNearest.offer(distances[i] + slacks[i]);
    }
    limit = Math.min(limit, farthestOfNearest.largest());
  }

  /** Puts those that are left into a beam, which it replaces. */
  void moveTo(Beam beam) {
    cut();
    Arrays.sort(entries, 0, count);
    beam.fill(Math.max(1, count), entries, count);
  }

  private void reserve(int more) {
    if (count + more > entries.length) {
      cut();
      if (count + more > entries.length / 2) {
        entries = Arrays.copyOf(entries, 2 * (count + more));
      }
    }
  }

  /** Takes out what was let in before the limit was what it is. */
  private void cut() {
    int left = 0;
    float most = limit + widest;
    for (int i = 0; i < count; i++) {
      long entry = entries[i];
      entries[left] = entry;
      left += Beam.distanceOf(entry) <= most ? 1 : 0;
    }
    count = left;
  }

  /** Bytes it has grown to. */
  long bytes() {
    return (long) Long.BYTES * entries.length + farthestOfNearest.bytes();
  }
}
