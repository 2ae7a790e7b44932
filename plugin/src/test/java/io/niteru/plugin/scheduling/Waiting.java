package io.niteru.plugin.scheduling;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.util.IORunnable;

/**
 * Something that is expected to wait, on another thread. It asks whether it is still wanted before
 * it waits and each time it has waited a while, by which one knows that it does.
 */
final class Waiting {
  /** More often than anything asks that does not wait. */
  private static final int WAITS = 4;

  private final AtomicInteger asked = new AtomicInteger();
  private final CompletableFuture<Void> future;
  private volatile boolean unwanted;

  /** What waits. */
  interface Wait {
    /** Waits, and is to ask whether it is wanted now and then. */
    void await(IORunnable wanted) throws IOException;
  }

  private Waiting(Wait wait) {
    this.future =
        CompletableFuture.runAsync(
            () -> {
              try {
                wait.await(this::check);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            },
            work -> Thread.ofVirtual().start(work));
  }

  private void check() throws IOException {
    asked.incrementAndGet();
    if (unwanted) {
      throw new IOException("no longer wanted");
    }
  }

  /** Begins it. */
  static Waiting begin(Wait wait) {
    return new Waiting(wait);
  }

  /** Returns once it has waited for some time since this was called; fails if it ends instead. */
  Waiting stillWaits() {
    int before = asked.get();
    while (asked.get() < before + WAITS) {
      if (future.isDone()) {
        throw new AssertionError("it did not wait");
      }
      Thread.onSpinWait();
    }
    return this;
  }

  /** From now on it is told that it is not wanted. */
  Waiting unwanted() {
    unwanted = true;
    return this;
  }

  /** Returns once it has ended; a failure is thrown as a {@link CompletionException}. */
  void join() {
    future.join();
  }
}
