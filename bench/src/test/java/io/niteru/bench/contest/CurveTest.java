package io.niteru.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.bench.peers.BeamWidth;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
  private final Curve curve =
      Curve.of(
          List.of(at(.99, 300), at(.9, 100), at(.95, 500), at(.98, 200), at(1, 900)),
          Measured::mean);

  @Test
  void leavesOutWhatIsWorseInBoth() {
    assertThat(curve.front()).extracting(Measured::recall).containsExactly(.9, .98, .99, 1.0);
  }

  @Test
  void interpolatesBetweenItsNeighbours() {
    assertThat(curve.at(.95).getAsDouble()).isCloseTo(162.5, within(1e-9));
    assertThat(curve.at(.995).getAsDouble()).isCloseTo(600, within(1e-9));
  }

  @Test
  void isExactAtAMeasurement() {
    assertThat(curve.at(.99).getAsDouble()).isCloseTo(300, within(1e-9));
  }

  @Test
  void givesTheCheapestMeasurementBelowItsBeginning() {
    assertThat(curve.at(.5)).hasValue(100);
  }

  @Test
  void givesNothingForARecallThatWasNotReached() {
    assertThat(Curve.of(List.of(at(.9, 100)), Measured::mean).at(.95)).isEmpty();
  }

  @Test
  void takesTheMedianOfEachQuery() {
    Rounds rounds = new Rounds(new BeamWidth(10, 0), 1);
    rounds.add(new long[] {1_000, 2_000, 900_000});
    rounds.add(new long[] {900_000, 2_000, 3_000});
    rounds.add(new long[] {1_000, 900_000, 3_000});
    rounds.addCold(new long[] {800_000, 7_000, 9_000});

    Measured measured = rounds.measured();

    assertThat(measured.mean()).isEqualTo(2);
    assertThat(measured.p50()).isEqualTo(2);
    assertThat(measured.p99()).isEqualTo(900);
    assertThat(measured.coldP50()).isEqualTo(9);
  }

  private static Measured at(double recall, double mean) {
    return new Measured(new BeamWidth(10, 0), recall, mean, mean, mean, null);
  }
}
