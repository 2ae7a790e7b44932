package io.niteru.plugin.query;

import io.niteru.core.search.EfSearch;
import io.niteru.core.search.Effort;
import io.niteru.core.search.KnnQuery;
import io.niteru.core.search.RadiusQuery;
import io.niteru.core.search.Recall;
import io.niteru.plugin.mapper.KnnVectorFieldType;
import io.niteru.plugin.mapper.VectorConfig;
import io.niteru.plugin.settings.IndexKnnSettings;
import io.niteru.plugin.space.Comparison;
import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.SpaceType;
import java.io.IOException;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.BitSetProducer;
import org.opensearch.index.query.QueryShardContext;

/**
 * Makes Lucene's query of a clause, for one shard: which kind it is depends on the field's mapping,
 * on whether the clause stands in a {@code nested} query, and on what is asked for.
 */
final class ShardQuery {
  private final KnnClause clause;
  private final VectorConfig config;
  private final String field;
  private final QueryShardContext context;
  private final BitSetProducer parents;

  ShardQuery(KnnClause clause, KnnVectorFieldType type, QueryShardContext context) {
    this.clause = clause;
    this.config = type.config();
    this.field = type.name();
    this.context = context;
    this.parents = context.getParentFilter();
  }

  /**
   * The query.
   *
   * @throws IllegalArgumentException if the clause does not fit the field
   */
  Query query() throws IOException {
    check();
    Comparison comparison =
        new Comparison(field, clause.vector(), config.dataType(), config.space());
    Query filter = filter();
    Query search =
        clause.k() == null ? within(comparison, filter) : nearest(comparison, filter, clause.k());
    Query selected = filter == null ? search : new UntimedRewrite(search);
    return clause.expandNested() && parents != null
        ? new SiblingsQuery(selected, parents, comparison, filter)
        : selected;
  }

  private void check() {
    if (!config.searchable()) {
      throw new IllegalArgumentException(
          "Field '"
              + clause.field()
              + "' is not built for ANN search. Its index needs the setting [index.knn: true].");
    }
    DataType type = config.dataType();
    if (clause.vector().length != config.length()) {
      throw new IllegalArgumentException(
          "Query vector has invalid dimension: "
              + type.dimension(clause.vector().length)
              + ". Dimension should be: "
              + config.dimension());
    }
    SpaceType space = config.space();
    if (space == SpaceType.INNERPRODUCT) {
      return;
    }
    if (clause.minScore() != null && clause.minScore() > 1) {
      throw new IllegalArgumentException(
          "[knn] requires score to be in the range [0, 1] for space type: "
              + space.label()
              + ", found "
              + clause.minScore());
    }
    if (clause.maxDistance() != null && clause.maxDistance() < 0) {
      throw new IllegalArgumentException(
          "[knn] requires distance to be non-negative for space type: "
              + space.label()
              + ", found "
              + clause.maxDistance());
    }
  }

  private Query filter() throws IOException {
    if (clause.filter() == null) {
      return null;
    }
    return context.nestedScope().getObjectMapper() == null
        ? clause.filter().toQuery(context)
        : new NestedFilter(context).toQuery(clause.filter());
  }

  private Query within(Comparison comparison, Query filter) {
    float least =
        clause.minScore() == null ? config.space().score(clause.maxDistance()) : clause.minScore();
    return config.approximate()
        ? new RadiusQuery(field, clause.vector(), least, filter)
        : ExactQuery.within(comparison, clause.vector(), least, filter);
  }

  private Query nearest(Comparison comparison, Query filter, int k) {
    if (!config.approximate()) {
      return ExactQuery.nearest(comparison, clause.vector(), k, filter, parents);
    }
    return parents == null
        ? new KnnQuery(field, clause.vector(), k, effort(), filter)
        : new NestedKnnQuery(comparison, clause.vector(), k, effort(), filter, parents);
  }

  /** What the query says, or else the mapping, or else the index. */
  private Effort effort() {
    if (clause.effort() != null) {
      return clause.effort();
    }
    if (config.efSearch() > 0) {
      return new EfSearch(config.efSearch());
    }
    double recall = context.getIndexSettings().getValue(IndexKnnSettings.RECALL);
    return recall > 0
        ? new Recall(recall)
        : new EfSearch(context.getIndexSettings().getValue(IndexKnnSettings.EF_SEARCH));
  }
}
