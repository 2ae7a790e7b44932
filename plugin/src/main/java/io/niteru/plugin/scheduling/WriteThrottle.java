package io.niteru.plugin.scheduling;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.opensearch.action.bulk.BulkShardRequest;
import org.opensearch.action.bulk.TransportShardBulkAction;
import org.opensearch.action.support.replication.TransportReplicationAction.ConcreteShardRequest;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.common.util.concurrent.AbstractRunnable;
import org.opensearch.core.index.Index;
import org.opensearch.tasks.Task;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.TransportChannel;
import org.opensearch.transport.TransportInterceptor;
import org.opensearch.transport.TransportRequest;
import org.opensearch.transport.TransportRequestHandler;

/**
 * Holds up what primaries are to write while graphs are unfinished, the longer the more there is to
 * insert into them. Else writes would take the processors from merges: segments would pile up,
 * refreshes wait for those they merge, searches slow down and disks fill, and the work put off
 * would take as long afterwards. So most of it is done when the last document is written.
 * OpenSearch's own throttling lets one thread write on, which is all that a bulk load over one
 * connection has. No thread waits meanwhile; what was held up queues again where writes do, and is
 * refused as they are where that queue is full. Safe for all threads.
 */
final class WriteThrottle implements TransportInterceptor {
  private static final String WRITES = TransportShardBulkAction.ACTION_NAME + "[p]";

  /** A document is held up 1 ms for each second that all processors take, at .2 ms an insertion. */
  private static final long NANOS_PER_INSERTION = 200;

  /** However large a merge, two hundred documents a second are written. */
  private static final long MOST_NANOS = 5_000_000;

  /** However many documents a request has: clients give it up after 10 s or more. */
  private static final long MOST_PER_REQUEST = TimeUnit.SECONDS.toNanos(4);

  private final int processors = Runtime.getRuntime().availableProcessors();
  private final AtomicLong free = new AtomicLong(System.nanoTime());
  private final LongSupplier insertions;
  private final Predicate<Index> concerns;
  private final ThreadPool threads;

  /**
   * A pace.
   *
   * @param insertions how many vectors are to be inserted into graphs
   * @param concerns whether an index has vectors
   * @param threads where a request that was held up goes on, in the pool it came by
   */
  WriteThrottle(LongSupplier insertions, Predicate<Index> concerns, ThreadPool threads) {
    this.insertions = insertions;
    this.concerns = concerns;
    this.threads = threads;
  }

  @Override
  public <T extends TransportRequest> TransportRequestHandler<T> interceptHandler(
      String action, String executor, boolean forceExecution, TransportRequestHandler<T> handler) {
    return WRITES.equals(action) ? new Held<>(executor, forceExecution, handler) : handler;
  }

  /**
   * How long a request of so many documents is held up from now on. They go on one after the other,
   * however many connections they come by.
   */
  long pauseMillis(int documents) {
    long each = Math.min(insertions.getAsLong() * NANOS_PER_INSERTION / processors, MOST_NANOS);
    if (each == 0) {
      return 0;
    }
    long now = System.nanoTime();
    long until =
        free.updateAndGet(
            last -> now + Math.min(Math.max(last - now, 0) + documents * each, MOST_PER_REQUEST));
    return TimeUnit.NANOSECONDS.toMillis(until - now);
  }

  private final class Held<T extends TransportRequest> implements TransportRequestHandler<T> {
    private final String executor;
    private final boolean forceExecution;
    private final TransportRequestHandler<T> handler;

    private Held(String executor, boolean forceExecution, TransportRequestHandler<T> handler) {
      this.executor = executor;
      this.forceExecution = forceExecution;
      this.handler = handler;
    }

    @Override
    public void messageReceived(T request, TransportChannel channel, Task task) throws Exception {
      long pause = pauseMillis(request);
      if (pause == 0) {
        handler.messageReceived(request, channel, task);
        return;
      }
      Runnable later =
          new AbstractRunnable() {
            @Override
            protected void doRun() throws Exception {
              handler.messageReceived(request, channel, task);
            }

            @Override
            public boolean isForceExecution() {
              return forceExecution;
            }

            /** Also told when the queue it would wait in again is full. */
            @Override
            public void onFailure(Exception e) {
              TransportChannel.sendErrorResponse(channel, WRITES, request, e);
            }
          };
      threads.schedule(later, TimeValue.timeValueMillis(pause), executor);
    }

    private long pauseMillis(T request) {
      return request instanceof ConcreteShardRequest<?> shard
              && shard.getRequest() instanceof BulkShardRequest bulk
              && concerns.test(bulk.shardId().getIndex())
          ? WriteThrottle.this.pauseMillis(bulk.items().length)
          : 0;
    }
  }
}
