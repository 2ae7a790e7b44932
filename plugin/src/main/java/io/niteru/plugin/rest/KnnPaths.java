package io.niteru.plugin.rest;

import java.util.List;
import java.util.stream.Stream;
import org.opensearch.rest.RestHandler.Route;
import org.opensearch.rest.RestRequest;

/** Where the k-NN API is, in both dialects. */
public final class KnnPaths {
  private static final List<String> BASES = List.of("/_plugins/_knn", "/_opendistro/_knn");

  private KnnPaths() {}

  /** A route for each path below each of the bases. */
  public static List<Route> routes(RestRequest.Method method, String... paths) {
    return BASES.stream()
        .flatMap(base -> Stream.of(paths).map(path -> new Route(method, base + path)))
        .toList();
  }
}
