package io.niteru.core.graph;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.util.IORunnable;

/**
 * Threads that work on one thing together: the caller and, for as long as it takes, helpers. They
 * take numbers from a common counter; the first failure stops all and is thrown to the caller.
 */
public final class Team {
  private final int threads;
  private final Check check;
  private IORunnable first;

  /**
   * A team.
   *
   * @param threads how many threads work, the caller included; at least 1
   * @param check called before each job; may wait; throws to stop the work
   */
  public Team(int threads, Check check) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    this.threads = threads;
    this.check = check;
  }

  /**
   * The same team, but that its caller has something to do first: in the next run, helpers begin
   * without it.
   */
  public Team after(IORunnable first) {
    var team = new Team(threads, check);
    team.first = first;
    return team;
  }

  /** To be called now and then amid a job that takes more than a millisecond. */
  public void check() throws IOException {
    check.check();
  }

  /** Runs {@code count} jobs, each thread with a worker of its own. Returns when all are done. */
  public void run(int count, WorkerFactory factory) throws IOException {
    var next = new AtomicInteger();
    var failure = new AtomicReference<Throwable>();
    IORunnable jobs =
        () -> {
          Worker worker = factory.create();
          for (int i = next.getAndIncrement();
              i >= 0 && i < count && failure.get() == null;
              i = next.getAndIncrement()) {
            check.check();
            worker.work(i);
          }
        };
    Thread[] helpers =
        new Thread[Math.min(threads, count) - 1 > 0 ? Math.min(threads, count) - 1 : 0];
    for (int t = 0; t < helpers.length; t++) {
      helpers[t] =
          new Thread(
              () -> attempt(jobs, failure),
              Thread.currentThread().getName() + " helper " + (t + 1));
      helpers[t].setDaemon(true);
      helpers[t].start();
    }
    if (first != null) {
      attempt(first, failure);
      first = null;
    }
    attempt(jobs, failure);
    join(helpers, failure);
    switch (failure.get()) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private static void attempt(IORunnable work, AtomicReference<Throwable> failure) {
    try {
      work.run();
    } catch (Throwable t) {
      failure.compareAndSet(null, t);
    }
  }

  private static void join(Thread[] helpers, AtomicReference<Throwable> failure) {
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
          failure.compareAndSet(
              null, new IOException("interrupted while vectors were being merged", e));
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One thread's part of the work. */
  @FunctionalInterface
  public interface Worker {
    /** Does job number {@code i}. */
    void work(int i) throws IOException;
  }

  /** Makes a worker for a thread, on that thread. */
  @FunctionalInterface
  public interface WorkerFactory {
    /** A new worker. */
    Worker create() throws IOException;
  }

  /** Throws if the work is no longer wanted. */
  @FunctionalInterface
  public interface Check {
    /** Throws to stop. */
    void check() throws IOException;
  }
}
