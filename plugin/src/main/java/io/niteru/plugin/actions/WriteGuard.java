package io.niteru.plugin.actions;

import io.niteru.plugin.settings.IndexKnnSettings;
import io.niteru.plugin.settings.LiveSettings;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.DocWriteRequest;
import org.opensearch.action.bulk.BulkAction;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.action.support.ActionFilterChain;
import org.opensearch.action.support.ActionRequestMetadata;
import org.opensearch.cluster.metadata.IndexAbstraction;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.tasks.Task;

/**
 * Refuses documents for indexes with {@code index.knn} while the settings say so. At the door,
 * because a replica or a recovery must be able to index what was accepted before.
 */
public final class WriteGuard implements ActionFilter {
  private final LiveSettings settings;
  private final ClusterService clusterService;

  /** For a node. */
  public WriteGuard(LiveSettings settings, ClusterService clusterService) {
    this.settings = settings;
    this.clusterService = clusterService;
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
    if (settings.refusesVectors()
        && BulkAction.NAME.equals(action)
        && request instanceof BulkRequest bulk
        && bulk.requests().stream().anyMatch(this::mayHaveVectors)) {
      settings.requireWritable();
    }
    chain.proceed(task, action, request, listener);
  }

  private boolean mayHaveVectors(DocWriteRequest<?> request) {
    if (request.opType() == DocWriteRequest.OpType.DELETE) {
      return false;
    }
    IndexAbstraction index =
        clusterService.state().metadata().getIndicesLookup().get(request.index());
    return index != null
        && index.getWriteIndex() != null
        && IndexKnnSettings.KNN.get(index.getWriteIndex().getSettings());
  }
}
