package io.niteru.plugin.metrics;

import io.niteru.core.codec.Courtesy;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.search.SearchAction;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.action.support.ActionFilterChain;
import org.opensearch.action.support.ActionRequestMetadata;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.tasks.Task;

/** Has merges on this node wait for the searches it coordinates. */
public final class SearchesFirst implements ActionFilter {
  private final Courtesy courtesy;

  /** Searches that merges wait for with that courtesy. */
  public SearchesFirst(Courtesy courtesy) {
    this.courtesy = courtesy;
  }

  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  @Override
  public <Q extends ActionRequest, R extends ActionResponse> void apply(
      Task task,
      String action,
      Q request,
      ActionRequestMetadata<Q, R> metadata,
      ActionListener<R> listener,
      ActionFilterChain<Q, R> chain) {
    if (!SearchAction.NAME.equals(action)) {
      chain.proceed(task, action, request, listener);
      return;
    }
    courtesy.searching();
    chain.proceed(task, action, request, ActionListener.runBefore(listener, courtesy::searched));
  }
}
