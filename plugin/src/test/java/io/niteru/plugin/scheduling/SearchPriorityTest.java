package io.niteru.plugin.scheduling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SearchPriorityTest {
  private static final Duration SOON = Duration.ofMillis(5);

  @Test
  void mergesWaitUntilTheLastSearchIsOver() {
    var priority = new SearchPriority(() -> true, Duration.ofMinutes(1), SOON);
    priority.searching();
    priority.searching();
    Waiting merge = Waiting.begin(priority::await).stillWaits();
    priority.searched();
    merge.stillWaits();
    priority.searched();
    merge.join();
  }

  @Test
  void mergesDoNotMeetWhoSearchesAgainAtOnce() {
    var priority = new SearchPriority(() -> true, Duration.ofMinutes(5), Duration.ofMinutes(5));
    priority.searching();
    Waiting merge = Waiting.begin(priority::await).stillWaits();
    for (int i = 0; i < 5; i++) {
      priority.searched();
      merge.stillWaits();
      priority.searching();
    }
    priority.searched();
    assertThatThrownBy(merge.stillWaits().unwanted()::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no longer wanted");
  }

  @Test
  void withoutSearchesMergesDoNotWait() {
    var priority = new SearchPriority(() -> true, Duration.ofMinutes(1), Duration.ofMinutes(1));
    Waiting.begin(priority::await).join();
  }

  @Test
  void mergesGoOnInTheEndHoweverLongSearchesTake() {
    var priority = new SearchPriority(() -> true, Duration.ofMillis(20), SOON);
    priority.searching();
    for (int i = 0; i < 100; i++) {
      Waiting.begin(priority::await).join();
    }
  }

  @Test
  void turnedOffMergesDoNotWaitAndThoseThatDoGoOn() {
    var enabled = new AtomicBoolean(true);
    var priority = new SearchPriority(enabled::get, Duration.ofMinutes(1), SOON);
    priority.searching();
    Waiting merge = Waiting.begin(priority::await).stillWaits();
    enabled.set(false);
    merge.join();
  }

  @Test
  void aMergeThatIsNoLongerWantedStopsWaiting() {
    var priority = new SearchPriority(() -> true, Duration.ofMinutes(1), SOON);
    priority.searching();
    assertThatThrownBy(Waiting.begin(priority::await).stillWaits().unwanted()::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no longer wanted");
    assertThatThrownBy(Waiting.begin(priority::await).unwanted()::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no longer wanted");
  }
}
