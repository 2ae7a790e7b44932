package io.niteru.core.codec;

import org.apache.lucene.index.ConcurrentMergeScheduler;

/** Lets searches go before merges. */
final class MergePriority {
  private MergePriority() {}

  /**
   * Lowers the priority of this thread for good, if it is one that Lucene started for a merge;
   * other threads that merge have something else to do afterwards.
   */
  static void lower() {
    if (Thread.currentThread().getClass().getEnclosingClass() == ConcurrentMergeScheduler.class) {
      Niceness.lower();
    }
  }
}
