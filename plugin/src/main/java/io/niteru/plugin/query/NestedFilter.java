package io.niteru.plugin.query;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.BitSetProducer;
import org.opensearch.index.mapper.ObjectMapper;
import org.opensearch.index.query.NestedQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.query.support.NestedScope;

/**
 * Reads the filter of a {@code knn} query that stands in a {@code nested} query, and makes it match
 * the nested objects whose vectors are searched. As in OpenSearch the filter is read as if it stood
 * outside: a {@code nested} query in it asks whether the whole document has such an object. Only
 * if it is nothing but a {@code nested} query, of the path searched or of one that encloses it, it
 * means these objects themselves. For one thread.
 */
final class NestedFilter {
  private final QueryShardContext context;
  private final NestedScope scope;
  private final NestedLevels levels;

  /** A reader of filters in the scope that the context is in, which is nested. */
  NestedFilter(QueryShardContext context) {
    this.context = context;
    this.scope = context.nestedScope();
    this.levels = new NestedLevels(context, scope.getObjectMapper());
  }

  /** The filter, matching nested objects. */
  Query toQuery(QueryBuilder filter) throws IOException {
    Deque<ObjectMapper> left = new ArrayDeque<>();
    BitSetProducer parents = context.getParentFilter();
    context.setParentFilter(null);
    while (scope.getObjectMapper() != null) {
      left.push(scope.getObjectMapper());
      scope.previousLevel();
    }
    try {
      return in(0, filter);
    } finally {
      left.forEach(scope::nextLevel);
      context.setParentFilter(parents);
    }
  }

  /** The filter, read in the scope of a level, which the context is in. */
  private Query in(int level, QueryBuilder filter) throws IOException {
    // Also where the result is not used: names of queries are noted by the way.
    Query query = filter.toQuery(context);
    if (filter instanceof NestedQueryBuilder nested && levels.ofPath(nested.path()) > level) {
      return inside(nested, level);
    }
    return new LeveledFilter(levels, level).adapt(query);
  }

  private Query inside(NestedQueryBuilder nested, int enclosing) throws IOException {
    int level = levels.ofPath(nested.path());
    BitSetProducer parents = context.getParentFilter();
    context.setParentFilter(levels.documents(enclosing));
    scope.nextLevel(levels.object(level));
    try {
      return in(level, nested.query());
    } finally {
      scope.previousLevel();
      context.setParentFilter(parents);
    }
  }
}
