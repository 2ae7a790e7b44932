package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Loads cache lines that will be needed soon, so that their misses overlap: Java has no prefetch.
 * Adds up what it loads, for a load whose result nobody could see would be left out. For one
 * thread.
 */
public final class Touch {
  /** Bytes of a cache line. */
  public static final int LINE = 64;

  private long sum;

  /** Loads a byte of each line of a stretch. */
  public void lines(MemorySegment memory, long from, long length) {
    long sum = 0;
    for (long at = from; at < from + length; at += LINE) {
      sum += memory.get(ValueLayout.JAVA_BYTE, at);
    }
    this.sum += sum;
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
