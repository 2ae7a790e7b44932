package io.niteru.plugin.codec;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.shard.IndexingOperationListener;

/**
 * Slows writes down while graphs wait to be built. Else they would take the processors from merges
 * that have fallen behind, segments would pile up, searches slow down and disks fill; and the work
 * put off would take as long afterwards. OpenSearch's own throttling lets one thread write on,
 * which is all that a bulk load over one connection has. Safe for all threads.
 */
public final class WritePace implements IndexingOperationListener {
  /** A large graph usually waits for small ones. */
  private static final int USUAL = 1;

  /** About as long as it takes to index one. */
  private static final long NANOS_PER_DOCUMENT = 500_000;

  private final IntSupplier waiting;

  /**
   * A pace.
   *
   * @param waiting how many graphs wait to be built
   */
  public WritePace(IntSupplier waiting) {
    this.waiting = waiting;
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
    return Math.max(0, waiting.getAsInt() - USUAL) * NANOS_PER_DOCUMENT;
  }
}
