package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.core.codec.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TeamTest {
  private static final int JOBS = 100;

  private final AtomicInteger done = new AtomicInteger();

  @Test
  void helpersBeginWhileTheCallerHasSomethingElseToDo() throws Exception {
    var started = new CountDownLatch(1);
    team(2)
        .after(() -> assertThat(await(started)).isTrue())
        .run(JOBS, () -> job -> started.countDown());
  }

  private static Team team(int workers) {
    return new Team(Workers.POOL, workers, () -> {});
  }

  @Test
  void whereNoThreadIsFreeTheCallerDoesAllByItself() throws Exception {
    var team = new Team(task -> {}, 4, () -> {});
    team.run(JOBS, () -> job -> done.incrementAndGet());
    assertThat(done).hasValue(JOBS);
  }

  @Test
  void whereTheExecutorRefusesTheCallerDoesAllByItself() throws Exception {
    Executor shutDown =
        task -> {
          throw new RejectedExecutionException();
        };
    new Team(shutDown, 4, () -> {}).run(JOBS, () -> job -> done.incrementAndGet());
    assertThat(done).hasValue(JOBS);
  }

  @Test
  void whatTheExecutorBeginsTooLateDoesNothing() throws Exception {
    List<Runnable> late = new ArrayList<>();
    new Team(late::add, 3, () -> {}).run(JOBS, () -> job -> done.incrementAndGet());
    late.forEach(Runnable::run);
    assertThat(late).hasSize(2);
    assertThat(done).hasValue(JOBS);
  }

  @Test
  void anInterruptedCallerIsToldOnlyWhenAllHaveStopped() throws Exception {
    var working = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Team team = team(2).after(() -> waitFor(working));
    assertThatThrownBy(() -> team.run(2, () -> job -> interrupt(caller, working)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(working).hasValue(0);
  }

  /** Works on for a while after the caller was interrupted; the caller itself does nothing. */
  private static void interrupt(Thread caller, AtomicInteger working) {
    if (Thread.currentThread() != caller) {
      working.incrementAndGet();
      caller.interrupt();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      working.decrementAndGet();
    }
  }

  private static void waitFor(AtomicInteger working) {
    while (working.get() == 0) {
      Thread.onSpinWait();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theCallerDoesItOnceAndInItsOwnThread() throws Exception {
    Thread caller = Thread.currentThread();
    Team team =
        team(3)
            .after(() -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              done.incrementAndGet();
            });
    team.run(0, () -> job -> {});
    team.run(JOBS, () -> job -> {});
    assertThat(done).hasValue(1);
  }

  @Test
  void aloneTheCallerDoesItBeforeTheJobs() throws Exception {
    team(1)
        .after(() -> assertThat(done.getAndIncrement()).isZero())
        .run(JOBS, () -> job -> done.incrementAndGet());
    assertThat(done).hasValue(JOBS + 1);
  }

  @Test
  void itsFailureStopsTheJobsAndIsThrown() {
    Team team =
        team(2)
            .after(() -> {
              throw new IOException("disk full");
            });
    assertThatThrownBy(() ->
            team.run(
                Integer.MAX_VALUE,
                () ->
                    job -> {
                      Thread.onSpinWait();
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }
}
