package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Loads cache lines that will be needed soon: Java has no prefetch. */
public final class Touch {
  /** Bytes of a cache line. */
  public static final int LINE = 64;

  private Touch() {}

  /**
   * Loads a byte of each line of a stretch.
   *
   * @return something of what was loaded, to be kept so that it is not left out as useless
   */
  public static long lines(MemorySegment memory, long from, long length) {
    long sum = 0;
    for (long at = from; at < from + length; at += LINE) {
      sum += memory.get(ValueLayout.JAVA_BYTE, at);
    }
    return sum;
  }
}
