package io.niteru.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.niteru.core.graph.Beam;
import io.niteru.core.graph.EarlyTermination;
import org.apache.lucene.search.TopKnnCollector;
import org.junit.jupiter.api.Test;

class AdaptiveTerminationTest {
  private static final AdaptiveTermination TERMINATION =
      new AdaptiveTermination(SearchTuning.DEFAULT);
  private static final float DEVIATION = .01f;

  @Test
  void anythingIsOpenedUntilAsManyAsWantedAreFound() {
    EarlyTermination termination =
        TERMINATION.base(new TopKnnCollector(20, Integer.MAX_VALUE), 100, DEVIATION, 0);
    assertThat(termination.limit(beam(19, 1))).isInfinite();
    assertThat(termination.limit(beam(20, 1))).isFinite();
  }

  @Test
  void theFartherTheLastOfThoseWantedTheMoreIsOpenedBehindIt() {
    EarlyTermination termination = termination(256, 0);
    float near = termination.limit(beam(10, 1)) - 1 - DEVIATION;
    float far = termination.limit(beam(10, 3)) - 3 - DEVIATION;
    assertThat(near).isBetween(.05f, .5f);
    assertThat(far).isCloseTo(3 * near, offset(1e-4f));
  }

  @Test
  void aWalkMayStartFromWhatItWouldNotOpenAndTheWiderTheBeamTheFarther() {
    float before = 0;
    for (int width = 64; width < 2_000; width *= 2) {
      EarlyTermination termination = termination(width, 0);
      float more = termination.start(beam(10, 1)) - termination.limit(beam(10, 1));
      assertThat(more).isGreaterThan(before);
      before = more;
    }
    assertThat(termination(256, 0).start(beam(5, 1))).isInfinite();
  }

  @Test
  void onlyWhatIsAboveTheFloorOfAllDistancesCounts() {
    float slack = termination(256, 0).limit(beam(10, 1)) - 1;
    assertThat(termination(256, 9).limit(beam(10, 10)) - 10).isCloseTo(slack, offset(1e-4f));
  }

  @Test
  void theWiderTheBeamTheMoreIsOpened() {
    float before = 1 + DEVIATION;
    for (int width = 10; width < 20_000; width *= 4) {
      EarlyTermination termination = termination(width, 0);
      float limit = termination.limit(beam(10, 1));
      assertThat(limit).isGreaterThanOrEqualTo(before);
      before = limit;
      assertThat(TERMINATION.widest(width)).isGreaterThan(width);
    }
    assertThat(before).isGreaterThan(1.2f);
  }

  @Test
  void allThatMayBeOpenedOrRankedAgainIsKept() {
    for (int width : new int[] {10, 256, 20_000}) {
      EarlyTermination termination = termination(width, 0);
      assertThat(termination.farthest(beam(9, 1))).isInfinite();
      Beam beam = beam(10, 1);
      assertThat(termination.farthest(beam))
          .isGreaterThan(1 + 3 * DEVIATION)
          .isGreaterThanOrEqualTo(termination.limit(beam));
    }
  }

  @Test
  void onlyNodesNotMuchFartherThanTheNearestAreStarts() {
    EarlyTermination reach = TERMINATION.upper(144, DEVIATION, 0);
    assertThat(reach.limit(beam(1, 1))).isBetween(1.3f, 1.4f);
    assertThat(reach.limit(beam(1, 2))).isBetween(2.6f, 2.8f);
    assertThat(reach.farthest(beam(1, 2))).isEqualTo(reach.limit(beam(1, 2)));
  }

  @Test
  void theNearestIsAStartHoweverNarrowTheBeam() {
    EarlyTermination reach = TERMINATION.upper(1, 0, 0);
    assertThat(reach.limit(beam(1, 0))).isZero();
    assertThat(reach.limit(beam(1, 1))).isGreaterThanOrEqualTo(1);
    assertThat(reach.limit(beam(0, 1))).isInfinite();
  }

  @Test
  void theWiderTheBeamTheFartherAStartMayBe() {
    float before = 1;
    for (int width = 10; width < 20_000; width *= 4) {
      float limit = TERMINATION.upper(width, DEVIATION, 0).limit(beam(1, 1));
      assertThat(limit).isGreaterThanOrEqualTo(before);
      before = limit;
    }
    assertThat(before).isGreaterThan(1.5f);
  }

  private static EarlyTermination termination(int width, float floor) {
    return TERMINATION.base(new TopKnnCollector(10, Integer.MAX_VALUE), width, DEVIATION, floor);
  }

  /** Some nodes, all of one distance. */
  private static Beam beam(int size, float distance) {
    var beam = new Beam();
    beam.clear(500);
    for (int node = 0; node < size; node++) {
      beam.offer(node, distance);
    }
    return beam;
  }
}
