package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.quant.Codes;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fifty points in each of six clusters; the base is the origin, nearer to each than they are. */
class NeighbourSelectionTest {
  private static final int CLUSTERS = 6;
  private static final int SIZE = 50 * CLUSTERS;

  private final Points points = Points.clustered(SIZE, CLUSTERS, 3);
  private final Codes codes = points.codes();
  private final BuildLayer layer = new BuildLayer(Arena.ofAuto(), null, SIZE, 16, null);
  private final NeighbourSelection selection =
      new NeighbourSelection(
          codes.layout(), Points.estimator(codes), codes.nibbles(), BuildTuning.DEFAULT.alpha());

  @Test
  void ofEachClusterOneIsChosenWhichStandsForTheRest() {
    int[] candidates = IntStream.range(0, SIZE).toArray();
    int count = choose(candidates, 32);
    assertThat(chosen(count).map(i -> i / 50)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }

  @Test
  void theNearestIsAlwaysChosenAndFirst() {
    int[] candidates = IntStream.range(0, SIZE).toArray();
    choose(candidates, 32);
    assertThat(selection.nodes()[0]).isEqualTo(candidates[0]);
  }

  @Test
  void noMoreAreChosenThanAskedFor() {
    int[] candidates = IntStream.range(0, SIZE).toArray();
    assertThat(choose(candidates, 3)).isEqualTo(3);
    assertThat(choose(candidates, 1)).isEqualTo(1);
    assertThat(choose(new int[0], 3)).isZero();
  }

  @Test
  void ofManyCopiesOneIsChosen() {
    Points copies = points.inOrder(IntStream.range(0, SIZE).mapToObj(i -> i % 2 * 70).toList());
    Codes codes = copies.codes();
    var selection =
        new NeighbourSelection(
            codes.layout(), Points.estimator(codes), codes.nibbles(), BuildTuning.DEFAULT.alpha());
    int[] candidates = IntStream.range(0, SIZE / 2).map(i -> 2 * i + 1).toArray();
    float[] distances = new float[candidates.length];
    Arrays.fill(distances, (float) copies.distance(1));
    int count = selection.choose(layer, candidates, distances, candidates.length, 32);
    assertThat(count).isEqualTo(1);
  }

  /** Puts candidates in order and chooses among them. */
  private int choose(int[] candidates, int max) {
    int[] ordered =
        IntStream.of(candidates)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> points.distance(i)))
            .mapToInt(i -> i)
            .toArray();
    System.arraycopy(ordered, 0, candidates, 0, ordered.length);
    float[] distances = new float[candidates.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = (float) points.distance(candidates[i]);
    }
    return selection.choose(layer, candidates, distances, candidates.length, max);
  }

  private IntStream chosen(int count) {
    return IntStream.of(selection.nodes()).limit(count);
  }
}
