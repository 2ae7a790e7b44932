package io.niteru.plugin.scheduling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.core.codec.MergeControl.Step;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.util.IORunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MergeQueueTest {
  private static final IORunnable WANTED = () -> {};

  private final AtomicBoolean enabled = new AtomicBoolean(true);

  private MergeQueue queue(int processors) {
    return new MergeQueue(processors, new SearchPriority(() -> true), enabled::get);
  }

  @Test
  void aSmallerGraphGoesBeforeALargerThatHasBegun() throws Exception {
    MergeQueue queue = queue(2);
    try (var large = queue.begin(Step.INSERT, 1_000, 2)) {
      large.await(WANTED);
      Waiting waiting;
      try (var small = queue.begin(Step.INSERT, 10, 2)) {
        small.await(WANTED);
        waiting = Waiting.begin(large::await).stillWaits();
      }
      waiting.join();
    }
  }

  @Test
  void asManyAreBuiltAtOnceAsThereAreProcessorsFor() throws Exception {
    MergeQueue queue = queue(2);
    try (var second = queue.begin(Step.INSERT, 2, 1);
        var third = queue.begin(Step.INSERT, 3, 1)) {
      Waiting waiting;
      try (var first = queue.begin(Step.INSERT, 1, 1)) {
        first.await(WANTED);
        second.await(WANTED);
        waiting = Waiting.begin(third::await).stillWaits();
      }
      waiting.join();
    }
  }

  @Test
  void oneThatWaitsIsToldWhenItIsNoLongerWanted() throws Exception {
    MergeQueue queue = queue(1);
    try (var small = queue.begin(Step.INSERT, 1, 4);
        var large = queue.begin(Step.INSERT, 2, 4)) {
      small.await(WANTED);
      Waiting waiting = Waiting.begin(large::await).stillWaits();
      assertThatThrownBy(waiting.unwanted()::join)
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("no longer wanted");
    }
  }

  @Test
  void whatWritesNeverWaitsForAnotherMerge() throws Exception {
    MergeQueue queue = queue(1);
    try (var small = queue.begin(Step.INSERT, 1, 1);
        var large = queue.begin(Step.ENCODE, 1_000, 1)) {
      small.await(WANTED);
      large.await(WANTED);
    }
  }

  @Test
  void turnedOffNoGraphWaitsForAnother() throws Exception {
    MergeQueue queue = queue(1);
    try (var small = queue.begin(Step.INSERT, 1, 1);
        var large = queue.begin(Step.INSERT, 2, 1)) {
      small.await(WANTED);
      Waiting waiting = Waiting.begin(large::await).stillWaits();
      enabled.set(false);
      waiting.join();
    }
  }
}
