package io.niteru.plugin.memory;

import io.niteru.plugin.settings.IndexKnnSettings;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.broadcast.BroadcastResponse;
import org.opensearch.action.support.broadcast.node.TransportBroadcastByNodeAction;
import org.opensearch.action.support.broadcast.node.TransportBroadcastByNodeAction.EmptyResult;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.block.ClusterBlockException;
import org.opensearch.cluster.block.ClusterBlockLevel;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.routing.ShardRouting;
import org.opensearch.cluster.routing.ShardsIterator;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.core.action.support.DefaultShardOperationFailedException;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.indices.IndicesService;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.TransportService;

/** Does something with the codes and graphs of indices: on each node, shard after shard. */
abstract class TransportMemoryAction
    extends TransportBroadcastByNodeAction<MemoryRequest, BroadcastResponse, EmptyResult> {
  private final String what;
  private final IndicesService indices;

  /** An action; {@code what} it is called in messages. */
  TransportMemoryAction(
      String name,
      String what,
      ClusterService clusterService,
      TransportService transportService,
      IndicesService indices,
      ActionFilters filters,
      IndexNameExpressionResolver resolver) {
    super(
        name,
        clusterService,
        transportService,
        filters,
        resolver,
        MemoryRequest::new,
        ThreadPool.Names.GENERIC);
    this.what = what;
    this.indices = indices;
  }

  /** Does it with one shard. */
  abstract void work(IndexShard shard) throws IOException;

  @Override
  protected EmptyResult shardOperation(MemoryRequest request, ShardRouting routing)
      throws IOException {
    work(indices.indexServiceSafe(routing.index()).getShard(routing.id()));
    return EmptyResult.INSTANCE;
  }

  @Override
  protected ShardsIterator shards(ClusterState state, MemoryRequest request, String[] concrete) {
    List<String> without =
        Stream.of(concrete)
            .filter(i -> !IndexKnnSettings.KNN.get(state.metadata().index(i).getSettings()))
            .toList();
    if (!without.isEmpty()) {
      throw new IllegalArgumentException(
          what
              + " request rejected. One or more indices have 'index.knn' set to false. They are "
              + without);
    }
    return state.routingTable().allShards(concrete);
  }

  @Override
  protected BroadcastResponse newResponse(
      MemoryRequest request,
      int total,
      int successful,
      int failed,
      List<EmptyResult> results,
      List<DefaultShardOperationFailedException> failures,
      ClusterState state) {
    return new BroadcastResponse(total, successful, failed, failures);
  }

  @Override
  protected EmptyResult readShardResult(StreamInput in) throws IOException {
    return EmptyResult.readEmptyResultFrom(in);
  }

  @Override
  protected MemoryRequest readRequestFrom(StreamInput in) throws IOException {
    return new MemoryRequest(in);
  }

  @Override
  protected ClusterBlockException checkGlobalBlock(ClusterState state, MemoryRequest request) {
    return state.blocks().globalBlockedException(ClusterBlockLevel.METADATA_READ);
  }

  @Override
  protected ClusterBlockException checkRequestBlock(
      ClusterState state, MemoryRequest request, String[] concrete) {
    return state.blocks().indicesBlockedException(ClusterBlockLevel.METADATA_READ, concrete);
  }
}
