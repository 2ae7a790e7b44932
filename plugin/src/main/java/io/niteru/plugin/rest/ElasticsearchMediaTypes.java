package io.niteru.plugin.rest;

import java.util.List;
import java.util.Map;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.spi.MediaTypeProvider;

/**
 * The names that clients of Elasticsearch 8, and of 7 on request, have for JSON. Found through SPI
 * where the plugin is on the class path of the node; a stock node does not look into plugins.
 */
public final class ElasticsearchMediaTypes implements MediaTypeProvider {
  /** What such a client sends and expects, but for a parameter that names its version. */
  static final String JSON = "application/vnd.elasticsearch+json";

  @Override
  public List<MediaType> getMediaTypes() {
    return List.of();
  }

  @Override
  public Map<String, MediaType> getAdditionalMediaTypes() {
    return Map.of(
        JSON, XContentType.JSON, "application/vnd.elasticsearch+x-ndjson", XContentType.JSON);
  }
}
