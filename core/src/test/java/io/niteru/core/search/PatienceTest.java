package io.niteru.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.niteru.core.graph.Beam;
import org.apache.lucene.search.TopKnnCollector;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final float DEVIATION = .01f;

  private final Patience patience = new Patience();

  @Test
  void anythingIsOpenedUntilAsManyAsWantedAreFound() {
    patience.of(new TopKnnCollector(20, Integer.MAX_VALUE), 100, DEVIATION, 0);
    assertThat(patience.limit(beam(19, 1))).isInfinite();
    assertThat(patience.limit(beam(20, 1))).isFinite();
  }

  @Test
  void theFartherTheLastOfThoseWantedTheMoreIsOpenedBehindIt() {
    patience.of(new TopKnnCollector(10, Integer.MAX_VALUE), 256, DEVIATION, 0);
    float near = patience.limit(beam(10, 1)) - 1 - DEVIATION;
    float far = patience.limit(beam(10, 3)) - 3 - DEVIATION;
    assertThat(near).isBetween(.05f, .5f);
    assertThat(far).isCloseTo(3 * near, offset(1e-4f));
  }

  @Test
  void aWalkMayStartFromWhatItWouldNotOpenAndTheWiderTheBeamTheFarther() {
    float before = 0;
    for (int width = 64; width < 2_000; width *= 2) {
      patience.of(new TopKnnCollector(10, Integer.MAX_VALUE), width, DEVIATION, 0);
      float more = patience.start(beam(10, 1)) - patience.limit(beam(10, 1));
      assertThat(more).isGreaterThan(before);
      before = more;
    }
    assertThat(patience.start(beam(5, 1))).isInfinite();
  }

  @Test
  void onlyWhatIsAboveTheFloorOfAllDistancesCounts() {
    patience.of(new TopKnnCollector(10, Integer.MAX_VALUE), 256, DEVIATION, 0);
    float slack = patience.limit(beam(10, 1)) - 1;
    patience.of(new TopKnnCollector(10, Integer.MAX_VALUE), 256, DEVIATION, 9);
    assertThat(patience.limit(beam(10, 10)) - 10).isCloseTo(slack, offset(1e-4f));
  }

  @Test
  void theWiderTheBeamTheMoreIsOpened() {
    float before = 1 + DEVIATION;
    for (int width = 10; width < 20_000; width *= 4) {
      patience.of(new TopKnnCollector(10, Integer.MAX_VALUE), width, DEVIATION, 0);
      float limit = patience.limit(beam(10, 1));
      assertThat(limit).isGreaterThanOrEqualTo(before);
      before = limit;
      assertThat(Patience.widest(width)).isGreaterThan(width);
    }
    assertThat(before).isGreaterThan(1.2f);
  }

  @Test
  void allThatMayBeOpenedOrRankedAgainIsKept() {
    for (int width : new int[] {10, 256, 20_000}) {
      patience.of(new TopKnnCollector(10, Integer.MAX_VALUE), width, DEVIATION, 0);
      assertThat(patience.farthest(beam(9, 1))).isInfinite();
      Beam beam = beam(10, 1);
      assertThat(patience.farthest(beam))
          .isGreaterThan(1 + 3 * DEVIATION)
          .isGreaterThanOrEqualTo(patience.limit(beam));
    }
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
