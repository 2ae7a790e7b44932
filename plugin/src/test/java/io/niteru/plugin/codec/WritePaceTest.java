package io.niteru.plugin.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WritePaceTest {
  @Test
  void writesAreNotHeldUpWhileMergesKeepUp() {
    assertThat(new WritePace(() -> 0).pauseNanos()).isZero();
    assertThat(new WritePace(() -> 5_000).pauseNanos()).isZero();
  }

  @Test
  void theFartherMergesFallBehindTheLongerADocumentIsHeldUp() {
    long first = new WritePace(() -> 50_000).pauseNanos();
    assertThat(first).isPositive();
    assertThat(new WritePace(() -> 200_000).pauseNanos()).isEqualTo(4 * first);
  }

  @Test
  void writingNeverStops() {
    assertThat(new WritePace(() -> Integer.MAX_VALUE).pauseNanos()).isLessThan(5_000_000);
  }
}
