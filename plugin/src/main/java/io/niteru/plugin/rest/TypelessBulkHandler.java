package io.niteru.plugin.rest;

import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.transport.client.node.NodeClient;

/** Bulk requests whose actions may name a {@code _type}, which means nothing any more. */
final class TypelessBulkHandler extends RestHandler.Wrapper {
  TypelessBulkHandler(RestHandler bulk) {
    super(bulk);
  }

  @Override
  public void handleRequest(RestRequest request, RestChannel channel, NodeClient client)
      throws Exception {
    RestRequest typeless = request;
    if (request.getMediaType() == MediaTypeRegistry.JSON && request.hasContent()) {
      BytesReference body = BulkActions.withoutTypes(request.content());
      typeless = new WithBody(request, body);
    }
    super.handleRequest(typeless, channel, client);
  }
}
