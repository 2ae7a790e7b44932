package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NicenessTest {
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "threads have nice values on Linux only")
  void threadsAreLoweredByTheirNames() throws Exception {
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

  /** Of this thread: the 19th value of its line in /proc, the name being in brackets. */
  static int nice() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
  }
}
