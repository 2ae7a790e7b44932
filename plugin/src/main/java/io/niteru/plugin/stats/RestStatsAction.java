package io.niteru.plugin.stats;

import io.niteru.plugin.rest.KnnPaths;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.common.Strings;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.action.RestActions;
import org.opensearch.transport.client.node.NodeClient;

/** {@code GET .../stats}: stats of all nodes or some, all stats or some. */
public final class RestStatsAction extends BaseRestHandler {
  private static final String ALL = "_all";

  @Override
  public String getName() {
    return "knn_stats_action";
  }

  @Override
  public List<Route> routes() {
    return KnnPaths.routes(
        RestRequest.Method.GET,
        "/stats",
        "/stats/{stat}",
        "/{nodeId}/stats",
        "/{nodeId}/stats/{stat}");
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    String[] nodes = Strings.splitStringByCommaToArray(request.param("nodeId"));
    TimeValue timeout = request.paramAsTime("timeout", null);
    StatsRequest stats = new StatsRequest(nodes, wanted(request)).timeout(timeout);
    return channel ->
        client.execute(
            TransportStatsAction.TYPE,
            stats,
            new RestActions.NodesResponseRestListener<StatsResponse>(channel));
  }

  private Set<String> wanted(RestRequest request) {
    Set<String> names = new TreeSet<>(NodeStats.names());
    names.addAll(TransportStatsAction.clusterNames());
    Set<String> wanted = Strings.tokenizeByCommaToSet(request.param("stat"));
    if (wanted.isEmpty() || wanted.equals(Set.of(ALL))) {
      return names;
    }
    if (wanted.contains(ALL)) {
      throw new IllegalArgumentException(
          "Request " + request.path() + " contains _all and individual stats");
    }
    Set<String> unknown = new TreeSet<>(wanted);
    unknown.removeAll(names);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(unrecognized(request, unknown, names, "stat"));
    }
    return wanted;
  }
}
