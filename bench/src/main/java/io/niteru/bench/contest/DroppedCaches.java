package io.niteru.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system keeps of files in memory. */
public final class DroppedCaches {
  private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");

  private DroppedCaches() {}

  /**
   * Checks that {@link #empty} will work.
   *
   * @throws IllegalArgumentException if it will not
   */
  public static void check() {
    if (!Files.isWritable(DROP)) {
      throw new IllegalArgumentException(
          "only root can empty the page cache, and only on Linux: " + DROP);
    }
  }

  /** Lets the system forget all files, as far as they are written and not mapped. */
  static void empty() throws IOException {
    Files.writeString(DROP, "1");
  }
}
