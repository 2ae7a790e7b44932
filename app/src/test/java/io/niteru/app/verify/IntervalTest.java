package io.niteru.app.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sweep takes for noise. */
class IntervalTest {
  @Test
  void allThatWasAskedForMayStillBeALittleLess() {
    Interval interval = Interval.of(filled(100, 10), filled(100, 10));

    assertThat(interval.high()).isEqualTo(1);
    // Wilson's: 1 / (1 + 1.96² / 1000).
    assertThat(interval.low()).isCloseTo(.99617, within(1e-5));
  }

  @Test
  void missesThatFallOnFewQueriesTellLessThanAsManySpreadOut() {
    int[] spread = filled(100, 10);
    Arrays.fill(spread, 0, 20, 9);
    int[] together = filled(100, 10);
    Arrays.fill(together, 0, 2, 0);

    Interval narrow = Interval.of(spread, filled(100, 10));
    Interval wide = Interval.of(together, filled(100, 10));

    assertThat(narrow.low()).isLessThan(.98);
    assertThat(narrow.high()).isGreaterThan(.98);
    assertThat(wide.low()).isLessThan(narrow.low());
    assertThat(wide.high()).isGreaterThan(narrow.high());
  }

  @Test
  void noQueriesTellNothing() {
    assertThat(Interval.of(new int[0], new int[0])).isEqualTo(new Interval(0, 1));
  }

  @Test
  void aSweepRecommendsTheCheapestOfThoseThatOnlyNoiseTellsApart() {
    Trial low = trial(10, .95, new Interval(.935, .962), 1);
    Trial enough = trial(40, .989, new Interval(.980, .994), 2);
    Trial more = trial(640, .9905, new Interval(.982, .995), 9);

    assertThat(of(.99, low, enough, more).cheapest()).isEqualTo(Optional.of(enough));
    assertThat(of(.999, low, enough, more).cheapest()).isEmpty();
    assertThat(of(.999, low, enough, more).asGoodAsTheBest()).isEqualTo(enough);
  }

  @Test
  void theGraphIsComparedWithTheFasterExactSearch() {
    var codesFirst = new ExactTimes(1, latency(9), latency(4));
    var allRows = new ExactTimes(1, latency(3), latency(4));

    assertThat(codesFirst.faster()).isEqualTo(4);
    assertThat(codesFirst.fasterName()).isEqualTo("exact search, codes first");
    assertThat(allRows.faster()).isEqualTo(3);
    assertThat(allRows.fasterName()).isEqualTo("exact search");
  }

  private static Verification of(double wanted, Trial... trials) {
    return new Verification(
        null, null, 10, wanted, null, List.of(trials), null, 0, 0, 0, Optional.empty());
  }

  private static Trial trial(int efSearch, double recall, Interval interval, double millis) {
    return new Trial(48, 128, efSearch, recall, interval, latency(millis), millis);
  }

  private static Latency latency(double millis) {
    return new Latency(millis, millis, millis, millis);
  }

  private static int[] filled(int length, int value) {
    int[] values = new int[length];
    Arrays.fill(values, value);
    return values;
  }
}
