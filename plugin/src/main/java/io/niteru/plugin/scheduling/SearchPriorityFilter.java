package io.niteru.plugin.scheduling;

import org.opensearch.action.ActionRequest;
import org.opensearch.action.search.SearchAction;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.action.support.ActionFilterChain;
import org.opensearch.action.support.ActionRequestMetadata;
import org.opensearch.common.util.concurrent.RunOnce;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.tasks.Task;

/**
 * Tells when the searches that this node coordinates begin and end, for merges to wait for them.
 */
final class SearchPriorityFilter implements ActionFilter {
  private final Runnable begins;
  private final Runnable ends;

  /**
   * A filter.
   *
   * @param begins told before each search
   * @param ends told after it, once, before it is answered
   */
  SearchPriorityFilter(Runnable begins, Runnable ends) {
    this.begins = begins;
    this.ends = ends;
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
    // Listeners may be told twice: of an answer, and of what went wrong in passing it on.
    RunOnce end = new RunOnce(ends);
    begins.run();
    try {
      chain.proceed(task, action, request, ActionListener.runBefore(listener, end::run));
    } catch (Throwable t) {
      end.run(); // nobody else will
      throw t;
    }
  }
}
