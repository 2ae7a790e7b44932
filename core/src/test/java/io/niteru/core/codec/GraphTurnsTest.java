package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.core.graph.Team;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GraphTurnsTest {
  private static final Team.Check WANTED = () -> {};
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  @Test
  void aSmallerGraphGoesBeforeALargerThatHasBegun() throws Exception {
    var turns = new GraphTurns(2);
    try (var large = turns.take(1_000, 2)) {
      large.await(WANTED);
      CompletableFuture<Void> waiting;
      try (var small = turns.take(10, 2)) {
        small.await(WANTED);
        waiting = Waiting.begin(() -> large.await(WANTED));
        Thread.sleep(A_MOMENT);
        assertThat(waiting).isNotDone();
      }
      waiting.join();
    }
  }

  @Test
  void asManyAreBuiltAtOnceAsThereAreProcessorsFor() throws Exception {
    var turns = new GraphTurns(2);
    try (var second = turns.take(2, 1);
        var third = turns.take(3, 1)) {
      CompletableFuture<Void> waiting;
      try (var first = turns.take(1, 1)) {
        first.await(WANTED);
        second.await(WANTED);
        waiting = Waiting.begin(() -> third.await(WANTED));
        Thread.sleep(A_MOMENT);
        assertThat(waiting).isNotDone();
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
      Team.Check unwanted =
          () -> {
            throw new IOException("no longer wanted");
          };
      assertThatThrownBy(Waiting.begin(() -> large.await(unwanted))::join)
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("no longer wanted");
    }
  }
}
