package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.codec.Workers;
import io.niteru.core.quant.NodeOrder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeReorderingTest {
  private static final Team TEAM = new Team(Workers.POOL, 2, () -> {});

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 31, 33, 257, 2_000})
  void everyVectorHasOnePlaceAndEveryPlaceOneVector(int size) throws IOException {
    NodeOrder order = order(Points.clustered(size, 3, 1));
    assertThat(IntStream.range(0, size).map(order::ordinal))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size).boxed().toList());
    for (int i = 0; i < size; i++) {
      assertThat(order.node(order.ordinal(i))).isEqualTo(i);
    }
  }

  @Test
  void thoseNearEachOtherMostlyStandSideBySide() throws IOException {
    int size = 4_000;
    int clusters = 40;
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(shuffled, new Random(2));
    NodeOrder order = order(Points.clustered(size, clusters, 2).inOrder(shuffled));
    int[] cluster =
        IntStream.range(0, size)
            .map(i -> shuffled.get(order.ordinal(i)) * clusters / size)
            .toArray();
    long together = IntStream.range(1, size).filter(i -> cluster[i] == cluster[i - 1]).count();
    assertThat(together).isGreaterThan(size * 9 / 10);
  }

  @Test
  void copiesOfOneVectorAreOrderedToo() throws IOException {
    int size = 1_000;
    NodeOrder order = order(Points.clustered(1, 1, 3).inOrder(Collections.nCopies(size, 0)));
    assertThat(IntStream.range(0, size).map(order::ordinal).distinct().count()).isEqualTo(size);
  }

  private static NodeOrder order(Points points) throws IOException {
    return NodeReordering.order(Arena.ofAuto(), points.codes(), TEAM);
  }
}
