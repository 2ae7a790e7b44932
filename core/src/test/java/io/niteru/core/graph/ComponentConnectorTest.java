package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComponentConnectorTest {
  private static final int SIZE = 500;

  private final Arena arena = Arena.ofAuto();

  @Test
  void whatCanBeReachedIsLeftAlone() {
    BuildLayer ring = layer();
    for (int i = 0; i < SIZE; i++) {
      ring.append(i, (i + 1) % SIZE);
    }
    assertThat(ComponentConnector.connect(ring, 7)).isZero();
  }

  @Test
  void withoutAnyLinkAllAreGivenOne() {
    BuildLayer layer = layer();
    assertThat(ComponentConnector.connect(layer, 3)).isEqualTo(SIZE - 1);
    assertThat(reached(layer, 3)).isEqualTo(SIZE);
  }

  @Test
  void aNodeCutOffIsLinkedFromANeighbourOfItsOwn() {
    BuildLayer layer = layer();
    for (int i = 0; i < SIZE - 1; i++) {
      layer.append(i, (i + 1) % (SIZE - 1));
    }
    layer.append(SIZE - 1, 42);
    assertThat(ComponentConnector.connect(layer, 0)).isEqualTo(1);
    int[] into = new int[layer.maxDegree()];
    assertThat(layer.read(42, into)).isEqualTo(2);
    assertThat(into[1]).isEqualTo(SIZE - 1);
  }

  @Test
  void fullNodesAreNotWrittenTo() {
    BuildLayer layer = layer();
    for (int i = 0; i < SIZE / 2; i++) {
      for (int j = 0; !layer.isFull(i); j++) {
        layer.append(i, (i + j + 1) % (SIZE / 2));
      }
    }
    // The upper half knows only full nodes, which only lead to each other.
    for (int i = SIZE / 2; i < SIZE; i++) {
      layer.append(i, i - SIZE / 2);
    }
    layer.replace(5, new int[] {6}, 1);
    ComponentConnector.connect(layer, 0);
    assertThat(reached(layer, 0)).isEqualTo(SIZE);
  }

  @Test
  void afterwardsEveryNodeCanBeReachedFromTheStart() {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 50; round++) {
      BuildLayer layer = layer();
      for (int links = random.nextInt(SIZE); links > 0; links--) {
        int node = random.nextInt(SIZE);
        if (!layer.isFull(node)) {
          layer.append(node, random.nextInt(SIZE));
        }
      }
      int start = random.nextInt(SIZE);
      int missing = SIZE - reached(layer, start);
      assertThat(ComponentConnector.connect(layer, start)).isLessThanOrEqualTo(missing);
      assertThat(reached(layer, start)).isEqualTo(SIZE);
    }
  }

  private BuildLayer layer() {
    return new BuildLayer(arena, null, SIZE, 8, null);
  }

  private static int reached(BuildLayer layer, int start) {
    var reached = new BitSet();
    var left = new java.util.ArrayDeque<Integer>();
    left.add(start);
    int[] into = new int[layer.maxDegree()];
    while (!left.isEmpty()) {
      int node = left.poll();
      if (!reached.get(node)) {
        reached.set(node);
        int n = layer.read(node, into);
        for (int i = 0; i < n; i++) {
          left.add(into[i]);
        }
      }
    }
    return reached.cardinality();
  }
}
