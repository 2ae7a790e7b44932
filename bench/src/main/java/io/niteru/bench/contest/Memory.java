package io.niteru.bench.contest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
    try {
      String status = Files.readString(Path.of("/proc/self/status"));
      return new Memory(
          heap, bytes(status, "VmRSS:"), bytes(status, "RssFile:"), bytes(status, "VmHWM:"));
    } catch (NoSuchFileException e) {
      return new Memory(heap, 0, 0, 0);
    }
  }

  private static long bytes(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }
}
