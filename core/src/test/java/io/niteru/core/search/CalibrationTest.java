package io.niteru.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.search.Calibration.Curve;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Curve TEN = new Curve(10, 16, new float[] {.5f, .8f, .9f, .99f});
  private static final Curve HUNDRED = new Curve(100, 128, new float[] {.8f, .98f, 1f});
  private static final Calibration BOTH = new Calibration(List.of(TEN, HUNDRED));

  @Test
  void theBeamIsTheOneThatHadTheRecallOnTrial() {
    assertThat(BOTH.width(10, .8)).isEqualTo(32);
    assertThat(BOTH.width(10, .9)).isEqualTo(64);
    assertThat(BOTH.width(10, .95)).isBetween(65, 127);
    assertThat(BOTH.width(100, .98)).isEqualTo(256);
  }

  @Test
  void moreRecallOrMoreHitsTakeAWiderBeam() {
    int before = 0;
    for (int k : new int[] {1, 10, 30, 100, 1_000, 10_000}) {
      int least = 0;
      for (double recall = .1; recall < 1; recall += .01) {
        int width = BOTH.width(k, recall);
        assertThat(width).isGreaterThanOrEqualTo(Math.max(k, least));
        least = width;
      }
      assertThat(least).isGreaterThanOrEqualTo(before);
      before = least;
    }
  }

  @Test
  void aRecallNoneReachedTakesAWiderBeamThanAnyTried() {
    assertThat(BOTH.width(10, .999)).isGreaterThan(128);
  }

  @Test
  void chanceInTheLastMissesDoesNotMakeTheBeamVeryWide() {
    var flat = new Curve(10, 16, new float[] {.9f, .995f, .9985f, .9985f, .9985f, .9985f, 1f});
    assertThat(new Calibration(List.of(flat)).width(10, .999)).isLessThanOrEqualTo(128);
  }

  @Test
  void aSegmentThatWasNeverTriedIsSearchedWithABeamThatSuitsMost() {
    assertThat(Calibration.NONE.width(10, .99)).isEqualTo(200);
    assertThat(Calibration.NONE.width(1_000, .5)).isGreaterThanOrEqualTo(1_000);
  }
}
