package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortlistTest {
  private static final int BATCH = 128;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Shortlist shortlist = new Shortlist();

  @Test
  void whatIsLeftIsWhatABeamWouldHold() {
    for (int width : new int[] {1, 10, 100, 1_000, 5_000}) {
      var beam = new Beam();
      beam.clear(width);
      shortlist.clear(width);
      for (int from = 0; from < 3_000; from += BATCH) {
        int[] nodes = IntStream.range(from, from + BATCH).toArray();
        float[] distances = distances();
        shortlist.offerAll(nodes, BATCH, distances);
        beam.offerAll(nodes, 0, BATCH, distances);
      }
      var left = new Beam();
      shortlist.moveTo(left);
      assertThat(left.size()).isEqualTo(beam.size());
      assertThat(left.worst()).isEqualTo(beam.worst());
      for (int i = 0; i < beam.size(); i++) {
        assertThat(left.node(i)).isEqualTo(beam.node(i));
        assertThat(left.distance(i)).isEqualTo(beam.distance(i));
      }
    }
  }

  @Test
  void nothingIsLeftOfTheListBefore() {
    shortlist.clear(10);
    shortlist.offerAll(new int[] {1, 2, 3}, 3, new float[] {1, 2, 3});
    shortlist.clear(10);
    shortlist.offerAll(new int[] {4}, 1, new float[] {4});
    var left = new Beam();
    shortlist.moveTo(left);
    assertThat(left.size()).isOne();
    assertThat(left.node(0)).isEqualTo(4);
  }

  @Test
  void whatIsMovedToABeamIsStillToBeOpened() {
    shortlist.clear(10);
    shortlist.offerAll(new int[] {7, 8}, 2, new float[] {2, 1});
    var left = new Beam();
    shortlist.moveTo(left);
    var opened = new int[3];
    assertThat(left.open(opened, 9)).isEqualTo(2);
    assertThat(opened).startsWith(8, 7);
  }

  /** Many alike, so that some are equally far. */
  private float[] distances() {
    float[] distances = new float[BATCH];
    for (int i = 0; i < BATCH; i++) {
      distances[i] = random.nextInt(500) / 7f;
    }
    return distances;
  }
}
