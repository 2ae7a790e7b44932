package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.quant.Codes;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InserterTest {
  private static final int SIZE = 200;
  private static final int M = 8;
  private static final int ENTRY = 0;
  private static final int LAST = SIZE - 1;

  private final Codes codes = Points.clustered(SIZE, 5, 1).codes();
  private final List<BuildLayer> layers;
  private final Inserter inserter;

  InserterTest() {
    var arena = Arena.ofAuto();
    var levels = new Levels(arena, SIZE, M, 0);
    IntStream.iterate(ENTRY, i -> i < SIZE, i -> i + 10).forEach(i -> levels.set(i, 1));
    levels.set(LAST, 1);
    layers = levels.layers(arena);
    inserter = new Inserter(codes, layers, levels, ENTRY, M, 40, BuildTuning.DEFAULT);
  }

  @Test
  void aNodeCanOnlyBeMetAboveOnceItHasLinksBelow() throws Exception {
    IntStream.range(1, LAST).forEach(inserter::insert);
    BuildLayer base = layers.getFirst();
    BuildLayer upper = layers.get(1);
    int self = upper.number(LAST);
    Thread insertion = new Thread(() -> inserter.insert(LAST));
    synchronized (base.lock(LAST)) {
      insertion.start();
      while (insertion.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      assertThat(upper.degree(self)).isZero();
      assertThat(linksTo(upper, self)).isZero();
    }
    insertion.join();
    assertThat(base.degree(LAST)).isPositive();
    assertThat(upper.degree(self)).isPositive();
    assertThat(linksTo(upper, self)).isPositive();
  }

  @Test
  void neighboursOfOnesOwnClusterAreFoundOnEachLayer() {
    IntStream.range(1, SIZE).forEach(inserter::insert);
    int[] into = new int[layers.getFirst().maxDegree()];
    for (int node = 0; node < SIZE; node++) {
      int n = layers.getFirst().read(node, into);
      int cluster = node * 5 / SIZE;
      assertThat(IntStream.of(into).limit(n)).anyMatch(i -> i * 5 / SIZE == cluster);
      assertThat(IntStream.of(into).limit(n)).doesNotHaveDuplicates().doesNotContain(node);
    }
  }

  private static long linksTo(BuildLayer layer, int node) {
    int[] into = new int[layer.maxDegree()];
    return IntStream.range(0, layer.size())
        .filter(i -> IntStream.of(into).limit(layer.read(i, into)).anyMatch(n -> n == node))
        .count();
  }
}
