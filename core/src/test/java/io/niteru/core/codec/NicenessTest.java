package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class NicenessTest {
  private static final Path STAT = Path.of("/proc/thread-self/stat");

  @Test
  void threadsAreLoweredByTheirNames() throws Exception {
    assumeLinux();
    int own = nice();
    try (var lowered = Executors.newSingleThreadExecutor(work -> new Thread(work, "some lowered"));
        var other = Executors.newSingleThreadExecutor(work -> new Thread(work, "some other"))) {
      assertThat(lowered.submit(NicenessTest::nice).get()).isEqualTo(own);
      assertThat(other.submit(NicenessTest::nice).get()).isEqualTo(own);
      Niceness.lower("lowered");
      assertThat(lowered.submit(NicenessTest::nice).get()).isEqualTo(Math.max(10, own));
      assertThat(other.submit(NicenessTest::nice).get()).isEqualTo(own);
    }
  }

  static void assumeLinux() {
    boolean linux = Files.exists(STAT);
    if (!linux) {
      System.out.println("skipped: threads have nice values of their own on Linux only");
    }
    assumeTrue(linux);
  }

  /** Of this thread: the 19th value of its line in /proc, the name being in brackets. */
  static int nice() throws IOException {
    String stat = Files.readString(STAT);
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
  }
}
