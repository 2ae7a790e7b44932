package io.niteru.core.simd;

import java.util.Arrays;

/**
 * Puts values among sorted ones by moving whole blocks, for machines whose vectors cannot compare
 * longs at once. Places are looked for without a branch: whether a value goes left or right is as
 * good as random.
 */
final class Insertion {
  private Insertion() {}

  /** As {@link Kernels#insert}; sorts the values. */
  static void insert(long[] sorted, int from, int to, long[] values, int count) {
    Arrays.sort(values, 0, count);
    int end = to;
    for (int i = count - 1; i >= 0; i--) {
      int at = place(sorted, from, end, values[i]);
      int shift = i + 1;
      int moved = Math.min(end, to - shift) - at;
      if (moved > 0) {
        System.arraycopy(sorted, at, sorted, at + shift, moved);
      }
      if (at + i < to) {
        sorted[at + i] = values[i];
      }
      end = at;
    }
  }

  /** Index of the first that is not smaller than a value. */
  private static int place(long[] sorted, int from, int to, long value) {
    int at = from;
    int left = to - from;
    while (left > 1) {
      int half = left >>> 1;
      at = sorted[at + half - 1] < value ? at + half : at;
      left -= half;
    }
    return left == 1 && sorted[at] < value ? at + 1 : at;
  }
}
