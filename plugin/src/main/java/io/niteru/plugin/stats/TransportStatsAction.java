package io.niteru.plugin.stats;

import io.niteru.plugin.settings.LiveSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opensearch.action.ActionType;
import org.opensearch.action.FailedNodeException;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.nodes.TransportNodesAction;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.inject.Inject;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.TransportService;

/** Reads the stats of nodes, each on its own. */
public final class TransportStatsAction
    extends TransportNodesAction<StatsRequest, StatsResponse, NodeStatsRequest, NodeStatsResponse> {
  /** The action. */
  public static final ActionType<StatsResponse> TYPE =
      new ActionType<>("cluster:admin/knn_stats_action", StatsResponse::new);

  private static final String TRIGGERED = "circuit_breaker_triggered";
  private static final String MODEL_INDEX = "model_index_status";

  private final NodeStats stats;
  private final LiveSettings settings;

  /** Called by the node. */
  @Inject
  public TransportStatsAction(
      ThreadPool threadPool,
      ClusterService clusterService,
      TransportService transportService,
      ActionFilters filters,
      NodeStats stats,
      LiveSettings settings) {
    super(
        TYPE.name(),
        threadPool,
        clusterService,
        transportService,
        filters,
        StatsRequest::new,
        NodeStatsRequest::new,
        ThreadPool.Names.MANAGEMENT,
        NodeStatsResponse.class);
    this.stats = stats;
    this.settings = settings;
  }

  /** The names of the stats that are the cluster's, not a node's. */
  static Set<String> clusterNames() {
    return Set.of(TRIGGERED, MODEL_INDEX);
  }

  @Override
  protected StatsResponse newResponse(
      StatsRequest request, List<NodeStatsResponse> nodes, List<FailedNodeException> failures) {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put(TRIGGERED, settings.triggered());
    cluster.put(MODEL_INDEX, null); // there is none
    cluster.keySet().retainAll(request.stats());
    return new StatsResponse(clusterService.getClusterName(), nodes, failures, cluster);
  }

  @Override
  protected NodeStatsRequest newNodeRequest(StatsRequest request) {
    return new NodeStatsRequest(request.stats());
  }

  @Override
  protected NodeStatsResponse newNodeResponse(StreamInput in) throws IOException {
    return new NodeStatsResponse(in);
  }

  @Override
  protected NodeStatsResponse nodeOperation(NodeStatsRequest request) {
    try {
      return new NodeStatsResponse(clusterService.localNode(), stats.read(request.stats()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
