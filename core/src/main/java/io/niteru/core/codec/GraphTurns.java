package io.niteru.core.codec;

import io.niteru.core.graph.Team;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lets the one with least to insert go first of the graphs that merges want to build at the same
 * time. Built side by side they would all end late, and until then searches scan what they are of
 * and their inputs take up disk space. As many are built at once as there are processors for.
 * Lucene's scheduler means to do the same, but can hold up a merge only where it writes, and a
 * graph in the making writes nothing. Safe for all threads.
 */
public final class GraphTurns {
  /** How often one that waits looks whether it is still wanted. */
  private static final long CHECK_MILLIS = 100;

  private final int processors;
  private final List<Turn> turns = new ArrayList<>();
  private final Courtesy courtesy = new Courtesy();
  private volatile long unfinished;

  /** Turns for the processors of this machine. */
  public GraphTurns() {
    this(Runtime.getRuntime().availableProcessors());
  }

  GraphTurns(int processors) {
    this.processors = processors;
  }

  /**
   * Asks for a turn, which must be closed.
   *
   * @param insertions vectors that are not in it yet
   * @param threads threads it is built with
   */
  Turn take(int insertions, int threads) {
    var turn = new Turn(insertions, threads);
    synchronized (turns) {
      turns.add(turn);
      turns.sort(Comparator.comparingInt(t -> t.insertions));
      decide();
    }
    return turn;
  }

  /** Searches that graphs wait for, also when it is their turn. */
  public Courtesy courtesy() {
    return courtesy;
  }

  /** How many vectors are to be inserted into the graphs that are not finished, begun or not. */
  public long unfinished() {
    return unfinished;
  }

  /** The first go on, and as many more as find a processor free. */
  private void decide() {
    int free = processors;
    long left = 0;
    for (Turn turn : turns) {
      turn.on = free > 0;
      free -= turn.threads;
      left += turn.insertions;
    }
    unfinished = left;
    turns.notifyAll();
  }

  /** The place of one graph among the others. */
  final class Turn implements AutoCloseable {
    private final int insertions;
    private final int threads;
    private volatile boolean on;

    private Turn(int insertions, int threads) {
      this.insertions = insertions;
      this.threads = threads;
    }

    /** Returns when it is this one's turn and no search is under way; at once if that is so. */
    void await(Team.Check check) throws IOException {
      check.check();
      while (!on) {
        synchronized (turns) {
          pause();
        }
        check.check();
      }
      courtesy.await(check);
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
