package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
  void manyAtOnceAreAsGoodAsOneByOne() {
    var oneByOne = new Beam();
    var atOnce = new Beam();
    for (int width : new int[] {1, 3, 8, 9, 100, 1_000}) {
      oneByOne.clear(width);
      atOnce.clear(width);
      int[] nodes = IntStream.range(0, 700).toArray();
      float[] distances = new float[nodes.length];
      for (int from = 0; from < nodes.length; from += 70) {
        for (int i = 0; i < 70; i++) {
          distances[i] = (float) random.nextDouble();
          oneByOne.offer(nodes[from + i], distances[i]);
        }
        atOnce.offerAll(nodes, from, from + 70, distances);
        assertThat(atOnce.open(new int[2], 1)).isEqualTo(oneByOne.open(new int[2], 1));
      }
      assertThat(contents(atOnce)).isEqualTo(contents(oneByOne));
      assertThat(atOnce.worst()).isEqualTo(oneByOne.worst());
    }
  }

  @Test
  void eachNodeIsOpenedOnceTheNearestFirst() {
    var beam = new Beam();
    beam.clear(4);
    beam.offer(5, 5f);
    assertThat(open(beam, 2, 9)).containsExactly(5);
    beam.offer(4, 4f);
    beam.offer(6, 6f);
    assertThat(open(beam, 2, 9)).containsExactly(4, 6);
    beam.offer(1, 1f);
    beam.offer(9, 9f);
    assertThat(open(beam, 1, 9)).containsExactly(1);
    assertThat(open(beam, 1, 9)).isEmpty();
  }

  @Test
  void nodesBeyondTheLimitAreLeft() {
    var beam = new Beam();
    beam.clear(9);
    beam.offer(2, 2f);
    beam.offer(7, 7f);
    assertThat(open(beam, 5, 3f)).containsExactly(2);
    assertThat(open(beam, 5, 3f)).isEmpty();
    assertThat(open(beam, 5, Float.POSITIVE_INFINITY)).containsExactly(7);
  }

  @Test
  void whatIsFartherThanTheBeamIsClosedToStaysOut() {
    var beam = new Beam();
    beam.clear(9);
    beam.offer(7, 7f);
    beam.close(5);
    beam.offer(6, 6f);
    beam.offerAll(new int[] {4, 8}, 0, 2, new float[] {4f, 8f});
    assertThat(contents(beam)).containsExactly(new Seen(4, 4f), new Seen(7, 7f));
    beam.clear(9);
    beam.offer(6, 6f);
    assertThat(beam.size()).isEqualTo(1);
  }

  private static int[] open(Beam beam, int count, float limit) {
    int[] nodes = new int[count];
    int opened = beam.open(nodes, limit);
    return Arrays.copyOf(nodes, opened);
  }

  private static List<Seen> contents(Beam beam) {
    return IntStream.range(0, beam.size())
        .mapToObj(i -> new Seen(beam.node(i), beam.distance(i)))
        .toList();
  }
}
