package io.niteru.bench.contest;

import com.sun.management.OperatingSystemMXBean;
import io.niteru.bench.data.DataSet;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;

/**
 * Memory that a virtual machine has yet to get from its host, or gave back: who touches it first
 * waits for that, 2 of 10 seconds of a build, and who comes second does not.
 */
final class FreshMemory {
  /** Of the bytes of the vectors: heaps, files of segments and those of what they become. */
  private static final int TIMES = 6;

  private static final long MOST = 4L << 30;

  private FreshMemory() {}

  /** Touches about as much as a build does, or half of what is free if that is less. */
  static void touch(DataSet data) {
    long bytes = TIMES * 4L * data.dimension() * data.count();
    long free =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
    try (Arena arena = Arena.ofConfined()) {
      arena.allocate(Math.min(Math.min(bytes, MOST), free / 2));
    }
  }
}
