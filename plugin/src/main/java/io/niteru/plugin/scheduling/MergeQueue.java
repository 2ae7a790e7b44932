package io.niteru.plugin.scheduling;

import io.niteru.core.codec.MergeControl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.lucene.util.IORunnable;

/**
 * Lets the one with least to insert go first of the graphs that merges want to build at the same
 * time. Built side by side they would all end late, and until then searches scan what they are of
 * and their inputs take up disk space. As many are built at once as there are processors for.
 * Lucene's scheduler means to do the same, but can hold up a merge only where it writes, and a
 * graph in the making writes nothing. Searches go before all of them. Safe for all threads.
 */
public final class MergeQueue implements MergeControl {
  /** How often one that waits looks whether it is still wanted. */
  private static final long CHECK_MILLIS = 100;

  private final int processors;
  private final SearchPriority priority;
  private final BooleanSupplier enabled;
  private final List<Turn> turns = new ArrayList<>();

  /**
   * A queue for the processors of this machine.
   *
   * @param priority searches that merges wait for, also when it is their turn
   * @param enabled whether graphs wait for others
   */
  MergeQueue(SearchPriority priority, BooleanSupplier enabled) {
    this(Runtime.getRuntime().availableProcessors(), priority, enabled);
  }

  MergeQueue(int processors, SearchPriority priority, BooleanSupplier enabled) {
    this.processors = processors;
    this.priority = priority;
    this.enabled = enabled;
  }

  @Override
  public Pass begin(Step step, int vectors, int workers) {
    return switch (step) {
      case ENCODE -> priority::await;
      case INSERT -> take(vectors, workers);
    };
  }

  /**
   * Takes a place, which must be closed.
   *
   * @param insertions vectors that are not in the graph yet
   * @param threads threads it is built with
   */
  private Turn take(int insertions, int threads) {
    var turn = new Turn(insertions, threads);
    synchronized (turns) {
      turns.add(turn);
      turns.sort(Comparator.comparingInt(t -> t.insertions));
      decide();
    }
    return turn;
  }

  /** The first go on, and as many more as find a processor free. */
  private void decide() {
    int free = processors;
    for (Turn turn : turns) {
      turn.on = free > 0;
      free -= turn.threads;
    }
    turns.notifyAll();
  }

  /** The place of one graph among the others. */
  private final class Turn implements Pass {
    private final int insertions;
    private final int threads;
    private volatile boolean on;

    private Turn(int insertions, int threads) {
      this.insertions = insertions;
      this.threads = threads;
    }

    @Override
    public void await(IORunnable aborted) throws IOException {
      aborted.run();
      while (!on && enabled.getAsBoolean()) {
        synchronized (turns) {
          pause();
        }
        aborted.run();
      }
      priority.await(aborted);
    }

    private void pause() throws IOException {
      try {
        if (!on) {
          turns.wait(CHECK_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while other graphs were being built", e);
      }
    }

    @Override
    public void close() {
      synchronized (turns) {
        turns.remove(this);
        decide();
      }
    }
  }
}
