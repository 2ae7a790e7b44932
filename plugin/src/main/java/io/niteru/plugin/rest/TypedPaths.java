package io.niteru.plugin.rest;

import java.util.List;
import java.util.stream.Stream;
import org.opensearch.common.settings.Settings;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest.Method;
import org.opensearch.rest.action.admin.indices.RestPutMappingAction;
import org.opensearch.rest.action.document.RestBulkAction;
import org.opensearch.rest.action.document.RestUpdateAction;
import org.opensearch.rest.action.search.RestCountAction;
import org.opensearch.rest.action.search.RestSearchAction;

/** Paths of version 7 with the type {@code _doc} in them, which mean the same without. */
public final class TypedPaths extends RestHandler.Wrapper {
  private final List<Route> routes;

  private TypedPaths(RestHandler handler, List<Method> methods, String... paths) {
    super(handler);
    this.routes =
        Stream.of(paths)
            .flatMap(path -> methods.stream().map(method -> new Route(method, path)))
            .toList();
  }

  /** All of them, with handlers of their own. */
  public static List<RestHandler> handlers(Settings settings) {
    List<Method> read = List.of(Method.GET, Method.POST);
    List<Method> write = List.of(Method.PUT, Method.POST);
    return List.of(
        new TypedPaths(new RestSearchAction(), read, "/{index}/_doc/_search"),
        new TypedPaths(new RestCountAction(), read, "/{index}/_doc/_count"),
        new TypedPaths(
            new TypelessBulkHandler(new RestBulkAction(settings)), write, "/{index}/_doc/_bulk"),
        new TypedPaths(new RestUpdateAction(), List.of(Method.POST), "/{index}/_doc/{id}/_update"),
        new TypedPaths(
            new TypelessMappingHandler(new RestPutMappingAction()),
            write,
            "/{index}/_mapping/{type}",
            "/{index}/_doc/_mapping"));
  }

  @Override
  public List<Route> routes() {
    return routes;
  }
}
