package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {
  private static final int SIZE = 100_000;

  private final Arena arena = Arena.ofAuto();

  @ParameterizedTest
  @ValueSource(ints = {2, 16, 48})
  void eachLayerHasAboutAnMthOfTheNodesOfTheOneBelow(int m) {
    List<BuildLayer> layers = new Levels(arena, SIZE, m, Integer.MAX_VALUE).layers(arena);
    assertThat(layers.getFirst().size()).isEqualTo(SIZE);
    for (int l = 1; l < layers.size() && layers.get(l - 1).size() > 10_000; l++) {
      double share = (double) layers.get(l).size() / layers.get(l - 1).size();
      assertThat(share * m).isBetween(.8, 1.2);
    }
  }

  @Test
  void aNodeOfALayerIsOnAllBelow() {
    var levels = new Levels(arena, SIZE, 4, Integer.MAX_VALUE);
    List<BuildLayer> layers = levels.layers(arena);
    assertThat(layers).hasSizeGreaterThan(3);
    for (int l = 1; l < layers.size(); l++) {
      BuildLayer layer = layers.get(l);
      BuildLayer below = layers.get(l - 1);
      for (int node = 0; node < layer.size(); node++) {
        int ordinal = layer.ordinal(node);
        assertThat(levels.of(ordinal)).isGreaterThanOrEqualTo(l);
        assertThat(layer.number(ordinal)).isEqualTo(node);
        assertThat(below.ordinal(layer.below(node))).isEqualTo(ordinal);
      }
    }
  }

  @Test
  void theyAreTheSameForTheSameSizeAndNoneIsAboveTheHighest() {
    var some = new Levels(arena, SIZE, 4, Integer.MAX_VALUE);
    var same = new Levels(arena, SIZE, 4, Integer.MAX_VALUE);
    var low = new Levels(arena, SIZE, 4, 2);
    for (int i = 0; i < SIZE; i++) {
      assertThat(same.of(i)).isEqualTo(some.of(i));
      assertThat(low.of(i)).isEqualTo(Math.min(2, some.of(i)));
    }
    assertThat(low.layers(arena)).hasSize(3);
  }

  @Test
  void oneNodeHasABase() {
    List<BuildLayer> layers = new Levels(arena, 1, 16, 0).layers(arena);
    assertThat(layers).hasSize(1);
    assertThat(IntStream.range(0, layers.getFirst().size())).containsExactly(0);
  }
}
