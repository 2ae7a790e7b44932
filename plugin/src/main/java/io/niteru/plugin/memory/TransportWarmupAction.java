package io.niteru.plugin.memory;

import io.niteru.plugin.metrics.Counter;
import io.niteru.plugin.metrics.Counters;
import java.io.IOException;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.broadcast.BroadcastResponse;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.inject.Inject;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.indices.IndicesService;
import org.opensearch.transport.TransportService;

/** Reads codes and graphs into memory, so that the first searches need not. */
public final class TransportWarmupAction extends TransportMemoryAction {
  /** The action. */
  public static final ActionType<BroadcastResponse> TYPE =
      new ActionType<>("cluster:admin/knn_warmup_action", BroadcastResponse::new);

  private final Counters counters;

  /** Called by the node. */
  @Inject
  public TransportWarmupAction(
      ClusterService clusterService,
      TransportService transportService,
      IndicesService indices,
      ActionFilters filters,
      IndexNameExpressionResolver resolver,
      Counters counters) {
    super(TYPE.name(), "Warm up", clusterService, transportService, indices, filters, resolver);
    this.counters = counters;
  }

  @Override
  void work(IndexShard shard) throws IOException {
    long start = System.nanoTime();
    try {
      ShardFiles.forEach(
          shard,
          files -> {
            files.load();
            counters.increment(Counter.LOAD_SUCCESS_COUNT);
          });
    } catch (IOException | RuntimeException e) {
      counters.increment(Counter.LOAD_EXCEPTION_COUNT);
      throw e;
    } finally {
      counters.add(Counter.TOTAL_LOAD_TIME, System.nanoTime() - start);
    }
  }
}
