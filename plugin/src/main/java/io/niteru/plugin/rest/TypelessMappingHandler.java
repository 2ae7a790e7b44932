package io.niteru.plugin.rest;

import java.io.IOException;
import java.util.Map;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.common.xcontent.json.JsonXContent;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;
import org.opensearch.transport.client.node.NodeClient;

/**
 * Requests about mappings with {@code include_type_name}: what is sent is taken out of its type,
 * whatever that is called. Answers name no type, which only those that ask for mappings would show;
 * these are refused.
 */
final class TypelessMappingHandler extends RestHandler.Wrapper {
  private static final String PARAMETER = "include_type_name";
  private static final String MAPPINGS = "mappings";

  TypelessMappingHandler(RestHandler handler) {
    super(handler);
  }

  @Override
  public void handleRequest(RestRequest request, RestChannel channel, NodeClient client)
      throws Exception {
    boolean typed = request.paramAsBoolean(PARAMETER, false) || request.hasParam("type");
    if (typed && request.method() == RestRequest.Method.GET) {
      throw new IllegalArgumentException(
          "[" + PARAMETER + "=true] is not supported here: mappings have no types; leave it out");
    }
    boolean body = request.hasContent() && request.getMediaType() == MediaTypeRegistry.JSON;
    RestRequest typeless = typed && body ? typeless(request) : request;
    typeless.param(PARAMETER); // which counts as understood when it was looked at
    typeless.param("type");
    super.handleRequest(typeless, channel, client);
  }

  private static RestRequest typeless(RestRequest request) throws IOException {
    Map<String, Object> body =
        XContentHelper.convertToMap(request.content(), true, MediaTypeRegistry.JSON).v2();
    Object typeless = body;
    if (request.path().contains("/_mapping")) {
      typeless = untyped(body);
    } else {
      body.computeIfPresent(MAPPINGS, (_, mapping) -> untyped(mapping));
    }
    try (XContentBuilder builder = JsonXContent.contentBuilder()) {
      return new WithBody(request, BytesReference.bytes(builder.value(typeless)));
    }
  }

  /** The mapping within the one key that is its type; itself if that is not what it looks like. */
  private static Object untyped(Object mapping) {
    if (mapping instanceof Map<?, ?> map
        && map.size() == 1
        && !map.containsKey("properties")
        && map.values().iterator().next() instanceof Map<?, ?> inner) {
      return inner;
    }
    return mapping;
  }
}
