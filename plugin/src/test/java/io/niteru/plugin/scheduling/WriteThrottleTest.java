package io.niteru.plugin.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.opensearch.ExceptionsHelper;
import org.opensearch.action.bulk.BulkItemRequest;
import org.opensearch.action.bulk.BulkShardRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.support.WriteRequest.RefreshPolicy;
import org.opensearch.action.support.replication.TransportReplicationAction.ConcreteShardRequest;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.transport.TransportResponse;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.TransportChannel;
import org.opensearch.transport.TransportRequestHandler;

class WriteThrottleTest {
  private static final String WRITES = "indices:data/write/bulk[s][p]";
  private static final long PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final ThreadPool THREADS =
      new ThreadPool(
          Settings.builder()
              .put("node.name", "test")
              .put("thread_pool.write.size", 1)
              .put("thread_pool.write.queue_size", 1)
              .build());

  private final AtomicLong insertions = new AtomicLong();
  private final WriteThrottle pace =
      new WriteThrottle(insertions::get, index -> index.getName().equals("vectors"), THREADS);

  @AfterAll
  static void stop() {
    ThreadPool.terminate(THREADS, 10, TimeUnit.SECONDS);
  }

  @Test
  void writesAreNotHeldUpWhileMergesKeepUp() {
    assertThat(pauseMillis(0, 1_000)).isZero();
    assertThat(pauseMillis(1_000 * PROCESSORS, 1)).isZero();
  }

  @Test
  void theFartherMergesFallBehindTheLongerADocumentIsHeldUp() {
    long first = pauseMillis(5_000 * PROCESSORS, 200);
    assertThat(first).isPositive();
    assertThat(pauseMillis(20_000 * PROCESSORS, 200)).isEqualTo(4 * first);
    assertThat(pauseMillis(5_000 * PROCESSORS, 400)).isEqualTo(2 * first);
  }

  @Test
  void moreConnectionsDoNotWriteMore() {
    insertions.set(5_000 * PROCESSORS);
    long first = pace.pauseMillis(1_000);
    assertThat(pace.pauseMillis(1_000)).isBetween(first + 1, 2 * first);
  }

  @Test
  void noRequestIsHeldUpForSoLongThatClientsGiveItUp() {
    insertions.set(Integer.MAX_VALUE);
    for (int connection = 0; connection < 10; connection++) {
      assertThat(pace.pauseMillis(100_000)).isBetween(1_000L, 5_000L);
    }
  }

  @Test
  void aRequestThatIsHeldUpIsHandledByThePoolOfWrites() throws Exception {
    insertions.set(20_000 * PROCESSORS);
    assertThat(handled("vectors", 100).get(10, TimeUnit.SECONDS).getName()).contains("[write]");
    assertThat(handled("words", 100)).isCompletedWithValue(thread());
    insertions.set(0);
    assertThat(handled("vectors", 100)).isCompletedWithValue(thread());
  }

  @Test
  void whoSentARequestHearsThatItFailedAlsoIfItWasHeldUp() throws Exception {
    insertions.set(20_000 * PROCESSORS);
    var told = new CompletableFuture<Exception>();
    TransportRequestHandler<ConcreteShardRequest<BulkShardRequest>> failing =
        (request, channel, task) -> {
          throw new IllegalStateException("no disk");
        };
    pace.interceptHandler(WRITES, ThreadPool.Names.WRITE, false, failing)
        .messageReceived(bulk("vectors", 100), new Channel(told), null);
    assertThat(told.get(10, TimeUnit.SECONDS)).hasMessage("no disk");
  }

  @Test
  void aRequestThatWasHeldUpIsRefusedWhereTheQueueOfWritesIsFull() throws Exception {
    var go = new CountDownLatch(1);
    var told = new CompletableFuture<Exception>();
    ExecutorService writes = THREADS.executor(ThreadPool.Names.WRITE);
    var busy = new CountDownLatch(1);
    Future<?> running =
        writes.submit(() -> {
          busy.countDown();
          return go.await(1, TimeUnit.MINUTES);
        });
    assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
    Future<?> queued = writes.submit(() -> {});
    try {
      insertions.set(20_000 * PROCESSORS);
      TransportRequestHandler<ConcreteShardRequest<BulkShardRequest>> handler =
          (request, channel, task) -> {
            throw new AssertionError("written past the queue");
          };
      pace.interceptHandler(WRITES, ThreadPool.Names.WRITE, false, handler)
          .messageReceived(bulk("vectors", 100), new Channel(told), null);
      assertThat(told.get(10, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              OpenSearchRejectedExecutionException.class,
              refused ->
                  assertThat(ExceptionsHelper.status(refused))
                      .isEqualTo(RestStatus.TOO_MANY_REQUESTS));
    } finally {
      go.countDown();
      running.get(10, TimeUnit.SECONDS);
      queued.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void otherRequestsAreNotTouched() {
    TransportRequestHandler<ConcreteShardRequest<BulkShardRequest>> handler =
        (request, channel, task) -> {};
    assertThat(
            pace.interceptHandler(
                "indices:data/write/bulk[s][r]", ThreadPool.Names.WRITE, false, handler))
        .isSameAs(handler);
  }

  /** Of the first request. */
  private static long pauseMillis(long insertions, int documents) {
    return new WriteThrottle(() -> insertions, index -> true, THREADS).pauseMillis(documents);
  }

  /** The thread that handled it, once it has. */
  private CompletableFuture<Thread> handled(String index, int documents) throws Exception {
    var handled = new CompletableFuture<Thread>();
    TransportRequestHandler<ConcreteShardRequest<BulkShardRequest>> handler =
        (request, channel, task) -> handled.complete(thread());
    pace.interceptHandler(WRITES, ThreadPool.Names.WRITE, false, handler)
        .messageReceived(bulk(index, documents), null, null);
    return handled;
  }

  private static Thread thread() {
    return Thread.currentThread();
  }

  private static ConcreteShardRequest<BulkShardRequest> bulk(String index, int documents) {
    var items = new BulkItemRequest[documents];
    for (int i = 0; i < documents; i++) {
      items[i] = new BulkItemRequest(i, new IndexRequest(index));
    }
    var shard = new ShardId(index, "uuid", 0);
    return new ConcreteShardRequest<>(
        new BulkShardRequest(shard, RefreshPolicy.NONE, items), "allocation", 1);
  }

  private record Channel(CompletableFuture<Exception> told) implements TransportChannel {
    @Override
    public String getProfileName() {
      return "test";
    }

    @Override
    public String getChannelType() {
      return "test";
    }

    @Override
    public void sendResponse(TransportResponse response) {
      throw new AssertionError("answered " + response);
    }

    @Override
    public void sendResponse(Exception e) {
      told.complete(e);
    }
  }
}
