package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.core.graph.Team;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GraphTurnsTest {
  private static final Team.Check WANTED = () -> {};

  @Test
  void aSmallerGraphGoesBeforeALargerThatHasBegun() throws Exception {
    var turns = new GraphTurns(2);
    try (var large = turns.take(1_000, 2)) {
      large.await(WANTED);
      Waiting waiting;
      try (var small = turns.take(10, 2)) {
        small.await(WANTED);
        waiting = Waiting.begin(large::await).stillWaits();
      }
      waiting.join();
    }
  }

  @Test
  void asManyAreBuiltAtOnceAsThereAreProcessorsFor() throws Exception {
    var turns = new GraphTurns(2);
    try (var second = turns.take(2, 1);
        var third = turns.take(3, 1)) {
      Waiting waiting;
      try (var first = turns.take(1, 1)) {
        first.await(WANTED);
        second.await(WANTED);
        waiting = Waiting.begin(third::await).stillWaits();
      }
      waiting.join();
    }
  }

  @Test
  void allThatIsToBeInsertedCountsUntilItIs() {
    var turns = new GraphTurns(1);
    try (var begun = turns.take(5, 1)) {
      try (var waiting = turns.take(7, 1)) {
        assertThat(turns.unfinished()).isEqualTo(12);
        assertThat(begun).isNotSameAs(waiting);
      }
      assertThat(turns.unfinished()).isEqualTo(5);
    }
    assertThat(turns.unfinished()).isZero();
  }

  @Test
  void oneThatWaitsIsToldWhenItIsNoLongerWanted() throws Exception {
    var turns = new GraphTurns(1);
    try (var small = turns.take(1, 4);
        var large = turns.take(2, 4)) {
      small.await(WANTED);
      Waiting waiting = Waiting.begin(large::await).stillWaits();
      assertThatThrownBy(waiting.unwanted()::join)
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("no longer wanted");
    }
  }
}
