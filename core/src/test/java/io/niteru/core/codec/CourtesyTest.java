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
class CourtesyTest {
  private static final Team.Check WANTED = () -> {};
  private static final Duration SOON = Duration.ofMillis(5);

  @Test
  void mergesWaitUntilTheLastSearchIsOver() throws Exception {
    var courtesy = new Courtesy(Duration.ofMinutes(1), SOON);
    courtesy.searching();
    courtesy.searching();
    CompletableFuture<Void> merge = Waiting.begin(() -> courtesy.await(WANTED));
    courtesy.searched();
    Thread.sleep(50);
    assertThat(merge).isNotDone();
    courtesy.searched();
    merge.join();
  }

  @Test
  void mergesDoNotMeetWhoSearchesAgainAtOnce() throws Exception {
    var courtesy = new Courtesy(Duration.ofMinutes(1), Duration.ofSeconds(1));
    courtesy.searching();
    CompletableFuture<Void> merge = Waiting.begin(() -> courtesy.await(WANTED));
    for (int i = 0; i < 20; i++) {
      courtesy.searched();
      Thread.sleep(1);
      courtesy.searching();
    }
    assertThat(merge).isNotDone();
    courtesy.searched();
    merge.join();
  }

  @Test
  void mergesGoOnInTheEndHoweverLongSearchesTake() {
    var courtesy = new Courtesy(Duration.ofMillis(20), SOON);
    courtesy.searching();
    for (int i = 0; i < 100; i++) {
      Waiting.begin(() -> courtesy.await(WANTED)).join();
    }
  }

  @Test
  void aMergeThatIsNoLongerWantedDoesNotWait() {
    var courtesy = new Courtesy(Duration.ofMinutes(1), SOON);
    courtesy.searching();
    Team.Check unwanted =
        () -> {
          throw new IOException("no longer wanted");
        };
    assertThatThrownBy(Waiting.begin(() -> courtesy.await(unwanted))::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no longer wanted");
  }
}
