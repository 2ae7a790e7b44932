package io.niteru.core.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.util.IORunnable;

/**
 * The caller and some threads of an executor, who work on one thing together. They take numbers
 * from a common counter; the first failure stops all and is thrown to the caller. Where the
 * executor has no thread free, the caller works with fewer, or alone. For one caller.
 */
public final class Team {
  private final Executor executor;
  private final int workers;
  private final IORunnable check;
  private IORunnable first;

  /**
   * A team.
   *
   * @param executor runs all workers but the caller
   * @param workers how many work, the caller included; at least 1
   * @param check called before each job; may wait; throws to stop the work
   */
  public Team(Executor executor, int workers, IORunnable check) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, got " + workers);
    }
    this.executor = executor;
    this.workers = workers;
    this.check = check;
  }

  /** One that works alone. */
  public static Team alone(IORunnable check) {
    return new Team(Runnable::run, 1, check);
  }

  /**
   * The same team, but that its caller has something to do first: in the next run, the others begin
   * without it.
   */
  public Team after(IORunnable first) {
    var team = new Team(executor, workers, check);
    team.first = first;
    return team;
  }

  /** To be called now and then amid a job that takes more than a millisecond. */
  public void check() throws IOException {
    check.run();
  }

  /** Runs {@code count} jobs, each thread with a worker of its own. Returns when all are done. */
  public void run(int count, WorkerFactory factory) throws IOException {
    var run = new Run(count, factory);
    List<Helper> helpers = new ArrayList<>();
    for (int i = 1; i < Math.min(workers, count); i++) {
      var helper = new Helper(run);
      helpers.add(helper);
      execute(helper);
    }
    if (first != null) {
      run.attempt(first);
      first = null;
    }
    run.attempt(run::work);
    helpers.forEach(Helper::end);
    run.rethrow();
  }

  private void execute(Helper helper) {
    try {
      executor.execute(helper);
    } catch (RejectedExecutionException e) {
      // Its queue is full, or it is shut down: the others do the work.
    }
  }

  /** The jobs that are left, and what went wrong. */
  private final class Run {
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final int count;
    private final WorkerFactory factory;

    Run(int count, WorkerFactory factory) {
      this.count = count;
      this.factory = factory;
    }

    void attempt(IORunnable work) {
      try {
        work.run();
      } catch (Throwable t) {
        failure.compareAndSet(null, t);
      }
    }

    void work() throws IOException {
      Worker worker = null;
      for (int i = next(); i >= 0; i = next()) {
        check.run();
        worker = worker == null ? factory.create() : worker;
        worker.work(i);
      }
    }

    /** The next job; -1 if there is none. */
    private int next() {
      int i = failure.get() == null ? next.getAndIncrement() : -1;
      return i < count ? i : -1;
    }

    void rethrow() throws IOException {
      switch (failure.get()) {
        case null -> {}
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }

  /** One thread of the executor. */
  private static final class Helper implements Runnable {
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Run run;

    Helper(Run run) {
      this.run = run;
    }

    @Override
    public void run() {
      if (taken.compareAndSet(false, true)) {
        run.attempt(run::work);
        over.countDown();
      }
    }

    /**
     * Returns when it works no more, even if interrupted, for it may read what is freed then. If it
     * has not begun it never will.
     */
    void end() {
      boolean interrupted = false;
      while (!taken.compareAndSet(false, true) && over.getCount() > 0) {
        try {
          over.await();
        } catch (InterruptedException e) {
          interrupted = true;
          run.attempt(() -> {
            throw new IOException("interrupted while vectors were being merged", e);
          });
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
}
