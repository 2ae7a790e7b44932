package io.niteru.plugin.source;

import java.util.function.Supplier;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.action.support.ActionFilterChain;
import org.opensearch.action.support.ActionRequestMetadata;
import org.opensearch.action.support.ContextPreservingActionListener;
import org.opensearch.action.update.UpdateRequest;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.index.mapper.DocumentMapper;
import org.opensearch.index.mapper.MapperService;
import org.opensearch.index.reindex.ReindexRequest;
import org.opensearch.index.reindex.UpdateByQueryRequest;
import org.opensearch.tasks.Task;

/**
 * Marks requests that read documents in order to write them again: they need the vectors that a
 * mapping excludes from {@code _source} too. The mark is a header, which goes with all that such a
 * request does on whatever node. Safe for all threads.
 */
public final class Rewrites implements ActionFilter {
  private static final String HEADER = "niteru_rewrite";

  private final Supplier<ThreadContext> contexts;

  /** Of a node, which has threads only later. */
  public Rewrites(Supplier<ThreadContext> contexts) {
    this.contexts = contexts;
  }

  /**
   * Whether what this thread reads belongs to such a request, and the mapping keeps parts of
   * documents from it.
   */
  static boolean lack(ThreadContext context, MapperService mappings) {
    DocumentMapper mapper = mappings.documentMapper();
    return underway(context) && mapper != null && !mapper.sourceMapper().isComplete();
  }

  private static boolean underway(ThreadContext context) {
    return context.getHeader(HEADER) != null;
  }

  @Override
  public int order() {
    return 0;
  }

  @Override
  public <Q extends ActionRequest, R extends ActionResponse> void apply(
      Task task,
      String action,
      Q request,
      ActionRequestMetadata<Q, R> metadata,
      ActionListener<R> listener,
      ActionFilterChain<Q, R> chain) {
    ThreadContext context = contexts.get();
    if (!rewrites(request) || underway(context)) {
      chain.proceed(task, action, request, listener);
      return;
    }
    ActionListener<R> outside =
        ContextPreservingActionListener.wrapPreservingContext(listener, context);
    try (ThreadContext.StoredContext _ = context.newStoredContext(false)) {
      context.putHeader(HEADER, "true");
      chain.proceed(task, action, request, outside);
    }
  }

  private static boolean rewrites(ActionRequest request) {
    return switch (request) {
      case UpdateRequest _, UpdateByQueryRequest _, ReindexRequest _ -> true;
      case BulkRequest bulk -> bulk.requests().stream().anyMatch(UpdateRequest.class::isInstance);
      default -> false;
    };
  }
}
