package io.niteru.app.verify;

import com.sun.management.OperatingSystemMXBean;
import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether disk and memory suffice.
 *
 * @param folder where files will be written
 * @param disk bytes free there
 * @param memory bytes of this machine, or of the container this process is limited to
 * @param heap bytes the heap may grow to
 */
record DiskCheck(Path folder, double disk, double memory, double heap) {
  private static final long HEAP_BASE = 160L << 20;

  /** What there is now. */
  static DiskCheck in(Path folder) throws IOException {
    return new DiskCheck(
        folder,
        Files.getFileStore(folder).getUsableSpace(),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
        Runtime.getRuntime().maxMemory());
  }

  /** Refuses to make codes, a page of which that finds no disk would end the process. */
  void checkCodes(FeatureFile file) throws IOException {
    checkDisk("exact search", 280d * file.rows() + 1100d * file.dimension());
  }

  private void checkDisk(String what, double needed) throws IOException {
    if (needed > disk) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "too little disk: %s needs about %s in %s, %s are free",
              what,
              bytes(needed),
              folder,
              bytes(disk)));
    }
  }

  /** Refuses to build a graph that will not fit. */
  void checkGraph(FeatureFile file, int m) throws IOException {
    double raw = 4d * file.rows() * file.dimension();
    // While segments merge, their vectors are there twice; codes and links come to less than half.
    checkDisk("the graph", 2.5 * raw + 20d * m * file.rows());
    // Links with their distances while they are made, and codes, which every step reads.
    double needed = HEAP_BASE + (24d * m + .625 * file.dimension()) * file.rows();
    if (needed > memory) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "too little memory: the graph needs about %s, this machine has %s",
              bytes(needed),
              bytes(memory)));
    }
    double objects = HEAP_BASE + 32d * file.rows();
    if (objects > heap) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "too little heap: %s are needed, %s allowed; set NITERU_HEAP=%dm",
              bytes(objects),
              bytes(heap),
              (long) Math.ceil(objects / 1e6)));
    }
  }

  /** Memory of this process that is in RAM, mapped files included, where the system tells. */
  static Optional<Long> resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** For people. */
  static String bytes(double bytes) {
    return bytes < 999.5e6
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }
}
