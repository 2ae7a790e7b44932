package io.niteru.bench.article;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What it ran on.
 *
 * @param processors cores
 * @param memory bytes
 * @param system name and version
 * @param java version
 */
public record Machine(int processors, long memory, String system, String java) {
  /** This one. */
  public static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString());
  }
}
