package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.core.codec.Workers;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.util.ThreadInterruptedException;
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
  void anInterruptedCallerIsToldOnlyWhenAllHaveStopped() throws Exception {
    var working = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var running = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Team team = team(2).after(() -> assertThat(await(working)).isTrue());
    assertThatThrownBy(
            () ->
                team.run(
                    1,
                    () ->
                        job -> {
                          running.incrementAndGet();
                          working.countDown();
                          caller.interrupt();
                          assertThat(await(interrupted)).isFalse();
                          running.decrementAndGet();
                        }))
        .isInstanceOf(ThreadInterruptedException.class);
    assertThat(running).hasValue(0);
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
            .after(
                () -> {
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
            .after(
                () -> {
                  throw new IOException("disk full");
                });
    assertThatThrownBy(
            () ->
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
