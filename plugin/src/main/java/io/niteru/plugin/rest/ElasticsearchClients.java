package io.niteru.plugin.rest;

import java.util.function.UnaryOperator;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.action.RestMainAction;
import org.opensearch.rest.action.admin.indices.RestCreateIndexAction;
import org.opensearch.rest.action.admin.indices.RestGetIndicesAction;
import org.opensearch.rest.action.admin.indices.RestGetMappingAction;
import org.opensearch.rest.action.admin.indices.RestPutMappingAction;
import org.opensearch.rest.action.document.RestBulkAction;
import org.opensearch.transport.client.node.NodeClient;

/**
 * Makes a node acceptable to the official clients of Elasticsearch 7. They ask for a product header
 * and a version 7.x before they work, and may name types. Those of 8 have a name of their own for
 * JSON, which they get back.
 */
public final class ElasticsearchClients implements UnaryOperator<RestHandler> {
  /** Whether to do so. Off by default: only one plugin of a node may wrap its handlers. */
  public static final Setting<Boolean> SETTING =
      Setting.boolSetting("niteru.elasticsearch_compatibility", false, Property.NodeScope);

  private static final String HEADER = "X-elastic-product";
  private static final String PRODUCT = "Elasticsearch";

  private final ThreadContext context;

  /**
   * @param context where headers of the response to the request at hand are put
   */
  public ElasticsearchClients(ThreadContext context) {
    this.context = context;
  }

  @Override
  public RestHandler apply(RestHandler original) {
    RestHandler handler =
        switch (original) {
          case RestMainAction _ -> new Elasticsearch7MainAction();
          case RestBulkAction bulk -> new TypelessBulkHandler(bulk);
          case RestCreateIndexAction create -> new TypelessMappingHandler(create);
          case RestPutMappingAction put -> new TypelessMappingHandler(put);
          case RestGetMappingAction get -> new TypelessMappingHandler(get);
          case RestGetIndicesAction get -> new TypelessMappingHandler(get);
          default -> original;
        };
    return new Marked(handler, context);
  }

  /** A handler whose responses carry the product header. */
  private static final class Marked extends RestHandler.Wrapper {
    private final RestHandler handler;
    private final ThreadContext context;

    Marked(RestHandler handler, ThreadContext context) {
      super(handler);
      this.handler = handler;
      this.context = context;
    }

    @Override
    public void handleRequest(RestRequest request, RestChannel channel, NodeClient client)
        throws Exception {
      context.addResponseHeader(HEADER, PRODUCT);
      String accept = request.header("Accept");
      if (accept == null || !accept.startsWith(ElasticsearchMediaTypes.JSON)) {
        super.handleRequest(request, channel, client);
        return;
      }
      RestChannel answering = new AcceptedTypeChannel(channel, accept);
      try {
        super.handleRequest(request, answering, client);
      } catch (Exception e) {
        answering.sendResponse(new BytesRestResponse(answering, e));
      }
    }

    @Override
    public boolean supportsStreaming() {
      return handler.supportsStreaming();
    }
  }
}
