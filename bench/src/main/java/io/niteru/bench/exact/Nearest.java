package io.niteru.bench.exact;

import java.util.Arrays;

/** The rows nearest to one query so far, a few more than asked for. Not thread-safe. */
final class Nearest {
  private final int keep;
  private final long[] keys;
  private int size;
  private float worst = Float.POSITIVE_INFINITY;

  Nearest(int keep) {
    this.keep = keep;
    this.keys = new long[2 * keep];
  }

  void offer(float distance, int row) {
    if (distance <= worst) {
      add((long) Float.floatToRawIntBits(distance) << 32 | row);
    }
  }

  void addAll(Nearest other) {
    for (int i = 0; i < other.size; i++) {
      add(other.keys[i]);
    }
  }

  /** The rows kept, nearest first, {@code keep} of them where so many were offered. */
  int[] rows() {
    shrink();
    return Arrays.stream(keys, 0, size).mapToInt(key -> (int) key).toArray();
  }

  private void add(long key) {
    keys[size++] = key;
    if (size == keys.length) {
      shrink();
      worst = Float.intBitsToFloat((int) (keys[size - 1] >>> 32));
    }
  }

  private void shrink() {
    // Distances are not negative, so their bits sort as they do.
    Arrays.sort(keys, 0, size);
    size = Math.min(size, keep);
  }
}
