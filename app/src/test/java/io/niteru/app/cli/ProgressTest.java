package io.niteru.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private long now = 0;

  @Test
  void aTerminalGetsOneLineThatIsRedrawn() {
    try (Progress progress = progress(true, 200)) {
      now = 2 * SECOND;
      progress.to(100);
      assertThat(text.toString())
          .startsWith("\rextract")
          .contains(" 50 %  100/200 pictures  50/s  ETA 0:02")
          .doesNotContain("\n");
    }
    assertThat(text.toString()).endsWith(System.lineSeparator()).contains("in 0:02");
  }

  @Test
  void aLogGetsALineEveryTenSecondsAndNoCarriageReturns() {
    try (Progress progress = progress(false, 3_000)) {
      for (int i = 0; i < 30; i++) {
        now += SECOND;
        progress.step(100);
      }
    }
    assertThat(text.toString().lines()).hasSize(4);
    assertThat(text.toString()).doesNotContain("\r").contains("1,000/3,000");
  }

  @Test
  void whatAnEarlierRunDidIsNotInTheRate() {
    try (Progress progress = progress(false, 1_000)) {
      progress.resumedAt(900);
      now = 10 * SECOND;
      progress.to(950);
    }
    assertThat(text.toString()).contains(" 95 %").contains("5.0/s  ETA 0:10");
  }

  private Progress progress(boolean terminal, long total) {
    return new Progress("extract", total, "pictures", new PrintWriter(text), terminal, () -> now);
  }
}
