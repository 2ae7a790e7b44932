package io.niteru.core.codec;

import io.niteru.core.graph.Team;
import java.util.concurrent.Executor;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.util.IORunnable;

/**
 * The threads of merges and flushes.
 *
 * @param workers how many work on one, the one it runs on included; 1 to 1,024
 * @param executor runs the others; null for that of the merge scheduler
 */
record MergeThreads(int workers, Executor executor) {
  private static final int MOST = 1_024;

  MergeThreads {
    if (workers < 1 || workers > MOST) {
      throw new IllegalArgumentException(
          "mergeWorkers must be between 1 and " + MOST + ", got " + workers);
    }
  }

  /** Those of a merge. */
  Team team(MergeState merge, IORunnable check) {
    return new Team(executor == null ? merge.intraMergeTaskExecutor : executor, workers, check);
  }

  /** Those of a flush. */
  Team team() {
    return executor == null ? Team.alone(() -> {}) : new Team(executor, workers, () -> {});
  }
}
