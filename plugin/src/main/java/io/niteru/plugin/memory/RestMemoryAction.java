package io.niteru.plugin.memory;

import io.niteru.plugin.rest.KnnPaths;
import java.util.List;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.broadcast.BroadcastResponse;
import org.opensearch.core.common.Strings;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.action.RestToXContentListener;
import org.opensearch.transport.client.node.NodeClient;

/** A path that has something done with the codes and graphs of indices. */
public final class RestMemoryAction extends BaseRestHandler {
  private final String name;
  private final List<Route> routes;
  private final ActionType<BroadcastResponse> action;

  private RestMemoryAction(String name, List<Route> routes, ActionType<BroadcastResponse> action) {
    this.name = name;
    this.routes = routes;
    this.action = action;
  }

  /** {@code GET .../warmup/{index}}. */
  public static RestMemoryAction warmup() {
    return new RestMemoryAction(
        "knn_warmup_action",
        KnnPaths.routes(RestRequest.Method.GET, "/warmup/{index}"),
        TransportWarmupAction.TYPE);
  }

  /** {@code POST .../clear_cache/{index}}. */
  public static RestMemoryAction clearCache() {
    return new RestMemoryAction(
        "knn_clear_cache_action",
        KnnPaths.routes(RestRequest.Method.POST, "/clear_cache/{index}"),
        TransportClearCacheAction.TYPE);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    String[] indices = Strings.splitStringByCommaToArray(request.param("index"));
    return channel ->
        client.execute(action, new MemoryRequest(indices), new RestToXContentListener<>(channel));
  }
}
