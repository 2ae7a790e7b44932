package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CourtesyTest {
  private static final Duration SOON = Duration.ofMillis(5);

  @Test
  void mergesWaitUntilTheLastSearchIsOver() {
    var courtesy = new Courtesy(Duration.ofMinutes(1), SOON);
    courtesy.searching();
    courtesy.searching();
    Waiting merge = Waiting.begin(courtesy::await).stillWaits();
    courtesy.searched();
    merge.stillWaits();
    courtesy.searched();
    merge.join();
  }

  @Test
  void mergesDoNotMeetWhoSearchesAgainAtOnce() {
    var courtesy = new Courtesy(Duration.ofMinutes(5), Duration.ofMinutes(5));
    courtesy.searching();
    Waiting merge = Waiting.begin(courtesy::await).stillWaits();
    for (int i = 0; i < 5; i++) {
      courtesy.searched();
      merge.stillWaits();
      courtesy.searching();
    }
    courtesy.searched();
    assertThatThrownBy(merge.stillWaits().unwanted()::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no longer wanted");
  }

  @Test
  void withoutSearchesMergesDoNotWait() {
    var courtesy = new Courtesy(Duration.ofMinutes(1), Duration.ofMinutes(1));
    Waiting.begin(courtesy::await).join();
  }

  @Test
  void mergesGoOnInTheEndHoweverLongSearchesTake() {
    var courtesy = new Courtesy(Duration.ofMillis(20), SOON);
    courtesy.searching();
    for (int i = 0; i < 100; i++) {
      Waiting.begin(courtesy::await).join();
    }
  }

  @Test
  void aMergeThatIsNoLongerWantedStopsWaiting() {
    var courtesy = new Courtesy(Duration.ofMinutes(1), SOON);
    courtesy.searching();
    assertThatThrownBy(Waiting.begin(courtesy::await).stillWaits().unwanted()::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no longer wanted");
    assertThatThrownBy(Waiting.begin(courtesy::await).unwanted()::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no longer wanted");
  }
}
