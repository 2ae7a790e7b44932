package io.niteru.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EffortTest {
  private static final Calibration CALIBRATION =
      new Calibration(List.of(new Calibration.Curve(10, 16, new float[] {.5f, .9f})));

  @Test
  void theBeamIsHalfAsWideAgainAsEfSearch() {
    assertThat(new EfSearch(256).width(10, Calibration.NONE)).isEqualTo(384);
    assertThat(new EfSearch(1).width(1, Calibration.NONE)).isEqualTo(2);
  }

  @Test
  void aSmallPartOfTheDocumentsIsWalkedWithAPartOfTheBeam() {
    Effort effort = new EfSearch(256);
    assertThat(effort.in(1).width(10, Calibration.NONE)).isEqualTo(384);
    assertThat(effort.in(.25).width(10, Calibration.NONE)).isEqualTo(192);
    assertThat(effort.in(.25).width(200, Calibration.NONE)).isEqualTo(200);
  }

  @Test
  void evenTheSmallestPartHasSomeBeam() {
    assertThat(new EfSearch(256).in(1e-6).width(10, Calibration.NONE)).isEqualTo(64);
    assertThat(new EfSearch(20).in(1e-6).width(10, Calibration.NONE)).isEqualTo(30);
  }

  @Test
  void aRecallIsReachedInEveryPart() {
    Effort effort = new Recall(.9);
    assertThat(effort.in(.01).width(10, CALIBRATION)).isEqualTo(effort.width(10, CALIBRATION));
  }
}
