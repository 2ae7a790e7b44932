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

/** Lets the memory of codes and graphs go; searches read again what they need. */
public final class TransportClearCacheAction extends TransportMemoryAction {
  /** The action. */
  public static final ActionType<BroadcastResponse> TYPE =
      new ActionType<>("cluster:admin/clear_cache_action", BroadcastResponse::new);

  private final Counters counters;

  /** Called by the node. */
  @Inject
  public TransportClearCacheAction(
      ClusterService clusterService,
      TransportService transportService,
      IndicesService indices,
      ActionFilters filters,
      IndexNameExpressionResolver resolver,
      Counters counters) {
    super(TYPE.name(), "ClearCache", clusterService, transportService, indices, filters, resolver);
    this.counters = counters;
  }

  @Override
  void work(IndexShard shard) throws IOException {
    ShardFiles.forEach(
        shard,
        files -> {
          files.unload();
          counters.increment(Counter.EVICTION_COUNT);
        });
  }
}
