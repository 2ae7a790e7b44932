package io.niteru.bench.contest;

import io.niteru.bench.process.ProcessMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * Bytes of memory a JVM uses.
 *
 * @param heap used after a collection
 * @param resident of the process, mapped files included; 0 where there is no {@code /proc}
 * @param residentFiles of mapped files in it
 * @param peak most resident since the process began
 */
public record Memory(long heap, long resident, long residentFiles, long peak) {
  static Memory now() throws IOException {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    ProcessMemory process =
        ProcessMemory.of(ProcessHandle.current().pid()).orElse(new ProcessMemory(0, 0, 0));
    return new Memory(heap, process.resident(), process.files(), process.peak());
  }
}
