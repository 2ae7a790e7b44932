package io.niteru.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Bytes of memory a process uses.
 *
 * @param resident in all, mapped files included
 * @param files of mapped files in it, which the system takes back when memory is short
 * @param peak most that was resident since the process began
 */
public record ProcessMemory(long resident, long files, long peak) {
  /** What is not of files: heap, threads, native memory. */
  public long own() {
    return resident - files;
  }

  /** Of a process of this machine; empty where there is no {@code /proc}, or no such process. */
  public static Optional<ProcessMemory> of(long pid) throws IOException {
    try {
      String status = Files.readString(Path.of("/proc/" + pid + "/status"));
      return Optional.of(
          new ProcessMemory(
              bytes(status, "VmRSS:"), bytes(status, "RssFile:"), bytes(status, "VmHWM:")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
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
