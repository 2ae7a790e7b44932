package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Loads cache lines that will be needed soon, so that their misses overlap: Java has no prefetch.
 * Adds up what it loads, for a load whose result nobody could see would be left out. For one
 * thread.
 */
public final class Prefetch {
  /** Bytes of a cache line. */
  public static final int LINE = 64;

  private long sum;

  /**
   * Loads a byte of each line of some rows. First a line of every row: each is in a page of its
   * own, which is to be looked up, and a walk through a million takes a sixth less than where one
   * row is loaded after the other. Rows of three lines go straight on: with a loop for their lines,
   * so few loads are under way at once that all takes twice as long.
   *
   * @param memory holds the rows, each right behind the one before
   * @param rows numbers of rows
   * @param from first of {@code rows}
   * @param to one behind the last of {@code rows}
   * @param length bytes of a row
   */
  public void rows(MemorySegment memory, int[] rows, int from, int to, int length) {
    long sum = 0;
    int second = Math.min(LINE, length - 1);
    int third = Math.min(2 * LINE, length - 1);
    for (int i = from; i < to; i++) {
      sum += load(memory, (long) rows[i] * length + second);
    }
    for (int i = from; i < to; i++) {
      long at = (long) rows[i] * length;
      sum += load(memory, at) + load(memory, at + third);
    }
    if (length > 3 * LINE) {
      for (int i = from; i < to; i++) {
        long at = (long) rows[i] * length;
        for (int line = 3 * LINE; line < length; line += LINE) {
          sum += load(memory, at + line);
        }
      }
    }
    this.sum += sum;
  }

  private static byte load(MemorySegment memory, long at) {
    return memory.get(ValueLayout.JAVA_BYTE, at);
  }

  /** Takes note of something that was loaded elsewhere. */
  public void loaded(long value) {
    sum += value;
  }

  /** The sum of all that was loaded. */
  public long sum() {
    return sum;
  }
}
