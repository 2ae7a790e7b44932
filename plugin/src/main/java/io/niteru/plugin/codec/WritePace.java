package io.niteru.plugin.codec;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.shard.IndexingOperationListener;

/**
 * Slows writes down while graphs are unfinished, the more the more there is to insert into them.
 * Else writes would take the processors from merges, segments would pile up, searches slow down and
 * disks fill, and the work put off would take as long afterwards; so merges end soon after the last
 * write. OpenSearch's own throttling lets one thread write on, which is all that a bulk load over
 * one connection has. Safe for all threads.
 */
public final class WritePace implements IndexingOperationListener {
  /** Fewer insertions are over in a few seconds. */
  private static final long FEW = 10_000;

  /** A document takes twice its time while there are a hundred thousand. */
  private static final long NANOS_PER_INSERTION = 5;

  /** However large a merge, a thread goes on writing some hundreds of documents a second. */
  private static final long MOST_NANOS = 1_500_000;

  private final LongSupplier insertions;

  /**
   * A pace.
   *
   * @param insertions how many vectors are to be inserted into graphs
   */
  public WritePace(LongSupplier insertions) {
    this.insertions = insertions;
  }

  @Override
  public Engine.Index preIndex(ShardId shard, Engine.Index operation) {
    if (operation.origin() == Engine.Operation.Origin.PRIMARY) {
      LockSupport.parkNanos(pauseNanos());
    }
    return operation;
  }

  /** How long a document is held up now. */
  long pauseNanos() {
    long left = insertions.getAsLong();
    return left < FEW ? 0 : Math.min(left * NANOS_PER_INSERTION, MOST_NANOS);
  }
}
