package io.niteru.plugin.rest;

import java.io.IOException;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.RestResponse;

/** Calls JSON in answers by the name that the request accepts. */
final class AcceptedTypeChannel implements RestChannel {
  private final RestChannel channel;
  private final String accepted;

  AcceptedTypeChannel(RestChannel channel, String accepted) {
    this.channel = channel;
    this.accepted = accepted;
  }

  @Override
  public void sendResponse(RestResponse response) {
    boolean json = response.contentType().startsWith("application/json");
    channel.sendResponse(json ? new Renamed(response, accepted) : response);
  }

  @Override
  public XContentBuilder newBuilder() throws IOException {
    return channel.newBuilder();
  }

  @Override
  public XContentBuilder newErrorBuilder() throws IOException {
    return channel.newErrorBuilder();
  }

  @Override
  public XContentBuilder newBuilder(MediaType request, boolean useFiltering) throws IOException {
    return channel.newBuilder(request, useFiltering);
  }

  @Override
  public XContentBuilder newBuilder(MediaType request, MediaType response, boolean useFiltering)
      throws IOException {
    return channel.newBuilder(request, response, useFiltering);
  }

  @Override
  public BytesStreamOutput bytesOutput() {
    return channel.bytesOutput();
  }

  @Override
  public RestRequest request() {
    return channel.request();
  }

  @Override
  public boolean detailedErrorsEnabled() {
    return channel.detailedErrorsEnabled();
  }

  @Override
  public boolean detailedErrorStackTraceEnabled() {
    return channel.detailedErrorStackTraceEnabled();
  }

  /** A response whose content has another type. */
  private static final class Renamed extends RestResponse {
    private final RestResponse response;
    private final String contentType;

    Renamed(RestResponse response, String contentType) {
      this.response = response;
      this.contentType = contentType;
      response.getHeaders().forEach((name, values) -> values.forEach(v -> addHeader(name, v)));
    }

    @Override
    public String contentType() {
      return contentType;
    }

    @Override
    public BytesReference content() {
      return response.content();
    }

    @Override
    public RestStatus status() {
      return response.status();
    }
  }
}
