package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VisitedTest {
  @Test
  void eachNodeIsLoggedOnceUntilCleared() {
    var visited = new Visited(10_000);
    for (int round = 0; round < 2; round++) {
      int[] nodes = {3, 64, 3, 9_999, 0, 64};
      visited.addAll(nodes, nodes.length);
      assertThat(Arrays.copyOf(visited.log(), visited.count())).containsExactly(3, 64, 9_999, 0);
      assertThat(visited.add(3)).isFalse();
      assertThat(visited.add(4)).isTrue();
      visited.clear();
      assertThat(visited.count()).isZero();
    }
  }

  @Test
  void theLogGrows() {
    var visited = new Visited(100_000);
    for (int node = 0; node < 100_000; node++) {
      assertThat(visited.add(node)).isTrue();
    }
    assertThat(visited.count()).isEqualTo(100_000);
  }
}
