package io.niteru.plugin.scheduling;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.lucene.util.IORunnable;

/**
 * Lets searches go before merges: while any is under way, merges wait, and a moment longer, for who
 * asks one after the other and else would meet them in between. Not for ever: in the long run they
 * work at least half of the time, however many searches there are. Safe for all threads.
 */
final class SearchPriority {
  /** The share of the time that merges may wait. */
  private static final double MOST = .5;

  /** How much of it they save up while there are no searches. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** How long after a search another is expected. */
  private static final Duration SOON = Duration.ofMillis(10);

  /** How often one that waits looks again. */
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final AtomicInteger searches = new AtomicInteger();
  private final BooleanSupplier enabled;
  private final long longest;
  private final long soon;
  private volatile long lastOver;
  private long left;
  private long since = System.nanoTime();
  private long spentUntil = since;

  /**
   * For the merges of one machine.
   *
   * @param enabled whether they wait
   */
  SearchPriority(BooleanSupplier enabled) {
    this(enabled, LONGEST, SOON);
  }

  /** For merges that save up no more than that, and wait so much longer than a search takes. */
  SearchPriority(BooleanSupplier enabled, Duration longest, Duration soon) {
    this.enabled = enabled;
    this.longest = longest.toNanos();
    this.soon = soon.toNanos();
    this.left = this.longest;
    this.lastOver = since - this.soon;
  }

  /** A search begins; {@link #searched} must follow. */
  void searching() {
    searches.incrementAndGet();
  }

  /** A search that began is over. */
  void searched() {
    lastOver = System.nanoTime();
    searches.decrementAndGet();
  }

  /**
   * Waits while searches are under way or expected, if merges have not waited too long already.
   *
   * @param aborted throws if the merge is no longer wanted
   */
  void await(IORunnable aborted) throws IOException {
    aborted.run();
    while (enabled.getAsBoolean() && expected(System.nanoTime()) && spend(System.nanoTime())) {
      LockSupport.parkNanos(NAP_NANOS);
      aborted.run();
    }
  }

  private boolean expected(long now) {
    return searches.get() > 0 || now - lastOver < soon;
  }

  /** Threads that wait at the same time spend the same time. */
  private synchronized boolean spend(long now) {
    left = Math.min(longest, left + (long) (MOST * (now - since)));
    since = now;
    if (now - spentUntil < 0) {
      return true;
    }
    if (left < NAP_NANOS) {
      return false;
    }
    left -= NAP_NANOS;
    spentUntil = now + NAP_NANOS;
    return true;
  }
}
