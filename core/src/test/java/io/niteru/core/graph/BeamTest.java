package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BeamTest {
  private final SplittableRandom random = new SplittableRandom(1);

  private record Seen(int node, float distance) {}

  @Test
  void theNearestAreKeptInOrder() {
    var beam = new Beam();
    for (int width : new int[] {1, 2, 10, 500}) {
      beam.clear(width);
      List<Seen> seen = new ArrayList<>();
      for (int node = 0; node < 1_000; node++) {
        float distance = random.nextInt(200) / 7f;
        seen.add(new Seen(node, distance));
        beam.offer(node, distance);
      }
      seen.sort(Comparator.comparingDouble(Seen::distance));
      assertThat(beam.size()).isEqualTo(width);
      for (int i = 0; i < width; i++) {
        assertThat(beam.distance(i)).isEqualTo(seen.get(i).distance);
      }
    }
  }

  @Test
  void eachNodeIsOpenedOnceTheNearestFirst() {
    var beam = new Beam();
    beam.clear(3);
    beam.offer(5, 5f);
    assertThat(beam.open()).isEqualTo(5);
    beam.offer(4, 4f);
    beam.offer(6, 6f);
    assertThat(beam.peek()).isEqualTo(4);
    assertThat(beam.open()).isEqualTo(4);
    beam.offer(1, 1f);
    beam.offer(9, 9f);
    assertThat(beam.open()).isEqualTo(1);
    assertThat(beam.open()).isEqualTo(-1);
  }
}
