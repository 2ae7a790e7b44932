package io.niteru.core.graph;

import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.search.TaskExecutor;
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
    var run = new Run(count, factory, first);
    first = null;
    try {
      new TaskExecutor(executor).invokeAll(Collections.nCopies(Math.clamp(count, 1, workers), run));
    } finally {
      run.awaitIdle();
    }
  }

  /** What each of them does. */
  private final class Run implements Callable<Void> {
    private final AtomicInteger next = new AtomicInteger();
    private final Thread caller = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final int count;
    private final WorkerFactory factory;
    private IORunnable first;
    private int active;
    private volatile boolean failed;

    Run(int count, WorkerFactory factory, IORunnable first) {
      this.count = count;
      this.factory = factory;
      this.first = first;
    }

    @Override
    public Void call() throws IOException {
      enter();
      boolean done = false;
      try {
        work();
        done = true;
      } finally {
        failed |= !done;
        leave();
      }
      return null;
    }

    private void work() throws IOException {
      if (Thread.currentThread() == caller && first != null) {
        IORunnable now = first;
        first = null;
        now.run();
      }
      Worker worker = null;
      for (int i = next(); i >= 0; i = next()) {
        check.run();
        worker = worker == null ? factory.create() : worker;
        worker.work(i);
      }
    }

    /** The next job; -1 if there is none. */
    private int next() {
      int i = failed ? -1 : next.getAndIncrement();
      return i < count ? i : -1;
    }

    private void enter() {
      lock.lock();
      active++;
      lock.unlock();
    }

    private void leave() {
      lock.lock();
      active--;
      idle.signalAll();
      lock.unlock();
    }

    /** An interrupted caller is told at once, while others may read what it is about to free. */
    private void awaitIdle() {
      lock.lock();
      failed |= active > 0;
      while (active > 0) {
        idle.awaitUninterruptibly();
      }
      lock.unlock();
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
