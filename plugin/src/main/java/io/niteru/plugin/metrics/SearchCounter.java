package io.niteru.plugin.metrics;

import io.niteru.plugin.query.KnnQueryBuilder;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.search.SearchAction;
import org.opensearch.action.search.SearchPhaseExecutionException;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.action.support.ActionFilterChain;
import org.opensearch.action.support.ActionRequestMetadata;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilderVisitor;
import org.opensearch.tasks.Task;

/** Counts the searches with {@code knn} queries that this node coordinates, wherever they run. */
public final class SearchCounter implements ActionFilter {
  private final Counters counters;

  /** Counts there. */
  public SearchCounter(Counters counters) {
    this.counters = counters;
  }

  @Override
  public int order() {
    return Integer.MAX_VALUE; // after those that may refuse or change the request
  }

  @Override
  public <Q extends ActionRequest, R extends ActionResponse> void apply(
      Task task,
      String action,
      Q request,
      ActionRequestMetadata<Q, R> metadata,
      ActionListener<R> listener,
      ActionFilterChain<Q, R> chain) {
    List<KnnQueryBuilder> queries =
        SearchAction.NAME.equals(action) && request instanceof SearchRequest search
            ? queries(search)
            : List.of();
    queries.forEach(this::count);
    chain.proceed(task, action, request, queries.isEmpty() ? listener : counting(listener));
  }

  private static List<KnnQueryBuilder> queries(SearchRequest search) {
    List<KnnQueryBuilder> found = new ArrayList<>();
    if (search.source() != null && search.source().query() != null) {
      search.source().query().visit(new Finder(found));
    }
    return found;
  }

  private record Finder(List<KnnQueryBuilder> found) implements QueryBuilderVisitor {
    @Override
    public void accept(QueryBuilder query) {
      if (query instanceof KnnQueryBuilder knn) {
        found.add(knn);
      }
    }

    @Override
    public QueryBuilderVisitor getChildVisitor(Occur occur) {
      return this;
    }
  }

  private void count(KnnQueryBuilder query) {
    Counter all = Counter.KNN_QUERY_REQUESTS;
    Counter filtered = Counter.KNN_QUERY_WITH_FILTER_REQUESTS;
    if (query.hasMinScore()) {
      all = Counter.MIN_SCORE_QUERY_REQUESTS;
      filtered = Counter.MIN_SCORE_QUERY_WITH_FILTER_REQUESTS;
    } else if (query.hasMaxDistance()) {
      all = Counter.MAX_DISTANCE_QUERY_REQUESTS;
      filtered = Counter.MAX_DISTANCE_QUERY_WITH_FILTER_REQUESTS;
    }
    counters.increment(all);
    counters.add(filtered, query.isFiltered() ? 1 : 0);
  }

  private <R extends ActionResponse> ActionListener<R> counting(ActionListener<R> listener) {
    return new ActionListener<>() {
      @Override
      public void onResponse(R response) {
        if (response instanceof SearchResponse search) {
          count(search.getTotalShards(), search.getFailedShards());
        }
        listener.onResponse(response);
      }

      @Override
      public void onFailure(Exception e) {
        int failed =
            e instanceof SearchPhaseExecutionException phase ? phase.shardFailures().length : 0;
        count(Math.max(failed, 1), Math.max(failed, 1));
        listener.onFailure(e);
      }
    };
  }

  private void count(int shards, int failed) {
    counters.add(Counter.GRAPH_QUERY_REQUESTS, shards);
    counters.add(Counter.GRAPH_QUERY_ERRORS, failed);
  }
}
