package io.niteru.plugin.rest;

import java.util.List;
import java.util.stream.Stream;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestRequest.Method;
import org.opensearch.transport.client.node.NodeClient;

/** Says that there are no models to train, get, delete or search. */
public final class RestModelsAction extends BaseRestHandler {
  @Override
  public String getName() {
    return "knn_models_action";
  }

  @Override
  public List<Route> routes() {
    return Stream.of(
            KnnPaths.routes(
                Method.POST, "/models/_train", "/models/{model_id}/_train", "/models/_search"),
            KnnPaths.routes(Method.GET, "/models/{model_id}", "/models/_search"),
            KnnPaths.routes(Method.DELETE, "/models/{model_id}"))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    request.params().keySet().forEach(request::param); // none of them is at fault
    throw new IllegalArgumentException(
        "["
            + request.method()
            + " "
            + request.path()
            + "] is not supported: there are no models, as no method needs training. Map the field"
            + " with [method: hnsw], or without a method, and index its vectors.");
  }
}
