package io.niteru.plugin.rest;

import java.io.IOException;
import java.util.List;
import org.opensearch.action.main.MainAction;
import org.opensearch.action.main.MainRequest;
import org.opensearch.action.main.MainResponse;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;
import org.opensearch.rest.action.RestBuilderListener;
import org.opensearch.transport.client.node.NodeClient;

/** {@code GET /} as 7.10.2 answered it, the last version this node's API descends from. */
final class Elasticsearch7MainAction extends BaseRestHandler {
  private static final String VERSION = "7.10.2";

  @Override
  public List<Route> routes() {
    return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
  }

  @Override
  public String getName() {
    return "main_action";
  }

  @Override
  public boolean canTripCircuitBreaker() {
    return false;
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    return channel ->
        client.execute(
            MainAction.INSTANCE,
            new MainRequest(),
            new RestBuilderListener<MainResponse>(channel) {
              @Override
              public RestResponse buildResponse(MainResponse main, XContentBuilder builder)
                  throws Exception {
                if (!request.hasParam("pretty")) {
                  builder.prettyPrint().lfAtEnd();
                }
                return new BytesRestResponse(RestStatus.OK, describe(main, builder));
              }
            });
  }

  private static XContentBuilder describe(MainResponse main, XContentBuilder builder)
      throws IOException {
    builder.startObject();
    builder.field("name", main.getNodeName());
    builder.field("cluster_name", main.getClusterName().value());
    builder.field("cluster_uuid", main.getClusterUuid());
    builder.startObject("version");
    builder.field("number", VERSION);
    builder.field("build_flavor", "default");
    builder.field("build_type", main.getBuild().type().displayName());
    builder.field("build_hash", main.getBuild().hash());
    builder.field("build_date", main.getBuild().date());
    builder.field("build_snapshot", main.getBuild().isSnapshot());
    builder.field("lucene_version", main.getVersion().luceneVersion.toString());
    builder.field("minimum_wire_compatibility_version", "6.8.0");
    builder.field("minimum_index_compatibility_version", "6.0.0-beta1");
    builder.endObject();
    builder.field("tagline", "You Know, for Search");
    return builder.endObject();
  }
}
