package io.niteru.plugin.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WritePaceTest {
  @Test
  void writesAreNotHeldUpWhileMergesKeepUp() {
    assertThat(new WritePace(() -> 0).pauseNanos()).isZero();
    assertThat(new WritePace(() -> 1).pauseNanos()).isZero();
  }

  @Test
  void theFartherMergesFallBehindTheLongerADocumentIsHeldUp() {
    long first = new WritePace(() -> 2).pauseNanos();
    assertThat(first).isPositive();
    assertThat(new WritePace(() -> 5).pauseNanos()).isEqualTo(4 * first);
  }
}
