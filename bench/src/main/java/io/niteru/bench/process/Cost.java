package io.niteru.bench.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * What something took.
 *
 * @param seconds of the clock
 * @param cpuSeconds of all threads of this process
 */
public record Cost(double seconds, double cpuSeconds) {
  /** Something to be measured. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  /** Does something, once. */
  public static Cost of(Work work) throws IOException {
    var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long begin = System.nanoTime();
    long cpu = process.getProcessCpuTime();
    work.run();
    return new Cost((System.nanoTime() - begin) / 1e9, (process.getProcessCpuTime() - cpu) / 1e9);
  }
}
