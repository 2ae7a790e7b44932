package io.niteru.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.niteru.core.graph.Beam;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final float DEVIATION = .01f;

  private final Reach reach = new Reach();

  @Test
  void onlyNodesNotMuchFartherThanTheNearestAreStarts() {
    reach.of(144, DEVIATION, 0);
    assertThat(reach.within(beam(1f, 1.2f, 1.3f, 1.4f, 2f))).isEqualTo(3);
    assertThat(reach.within(beam(2f, 2.4f, 2.6f, 2.8f, 4f))).isEqualTo(3);
    assertThat(reach.within(beam(1f, 2f))).isEqualTo(1);
  }

  @Test
  void theNearestIsAStartHoweverNarrowTheBeam() {
    reach.of(1, 0, 0);
    assertThat(reach.within(beam(0f, 1f))).isEqualTo(1);
    assertThat(reach.within(beam(1f))).isEqualTo(1);
    assertThat(reach.limit(beam())).isInfinite();
  }

  @Test
  void theWiderTheBeamTheFartherAStartMayBe() {
    float before = 1;
    for (int width = 10; width < 20_000; width *= 4) {
      reach.of(width, DEVIATION, 0);
      assertThat(reach.limit(beam(1f))).isGreaterThanOrEqualTo(before);
      before = reach.limit(beam(1f));
    }
    assertThat(before).isGreaterThan(1.5f);
  }

  @Test
  void onlyWhatIsAboveTheFloorOfAllDistancesCounts() {
    reach.of(256, DEVIATION, 0);
    float slack = reach.limit(beam(1f)) - 1;
    reach.of(256, DEVIATION, 9);
    assertThat(reach.limit(beam(10f)) - 10).isCloseTo(slack, offset(1e-4f));
  }

  private static Beam beam(float... distances) {
    Beam beam = new Beam();
    beam.clear(16);
    for (int i = 0; i < distances.length; i++) {
      beam.offer(i, distances[i]);
    }
    return beam;
  }
}
