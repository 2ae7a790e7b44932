package io.niteru.core.codec;

import java.io.IOException;
import org.apache.lucene.util.IORunnable;

/**
 * Hears of the work of merges and may hold it up: what decides who may use the machine is no part
 * of the format. Called by all threads that merge.
 */
@FunctionalInterface
public interface MergeControl {
  /** Lets all work go on at once. */
  MergeControl NONE = (step, vectors, workers) -> IORunnable::run;

  /** What a merge does with vectors. */
  enum Step {
    /**
     * It encodes them, orders the codes, and writes both. Lucene's scheduler may hold up what
     * writes until another merge is over: this must not wait for another merge.
     */
    ENCODE,
    /** It inserts them into a graph, and writes nothing meanwhile. */
    INSERT,
  }

  /**
   * A step begins.
   *
   * @param vectors to encode or to insert
   * @param workers threads that the merge may work with
   * @return what the step asks before it goes on
   */
  Pass begin(Step step, int vectors, int workers);

  /** A step of one merge. Safe for all threads. */
  @FunctionalInterface
  interface Pass extends AutoCloseable {
    /**
     * Returns when the step may go on. Called by each thread before each piece of work, of a
     * millisecond or so.
     *
     * @param aborted throws if the merge is no longer wanted; to be run once, and again now and
     *     then while this waits
     */
    void await(IORunnable aborted) throws IOException;

    /** Hears that so many more vectors are inserted. */
    default void inserted(int vectors) {}

    /** The step is over. */
    @Override
    default void close() {}
  }
}
