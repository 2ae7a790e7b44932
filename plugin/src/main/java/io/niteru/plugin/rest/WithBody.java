package io.niteru.plugin.rest;

import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.rest.RestRequest;

/** A request with another body. */
final class WithBody extends RestRequest {
  private final BytesReference body;

  WithBody(RestRequest request, BytesReference body) {
    super(request);
    this.body = body;
  }

  @Override
  protected BytesReference content(boolean consumed) {
    super.content(consumed);
    return body;
  }
}
