package io.niteru.plugin.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.ToChildBlockJoinQuery;
import org.opensearch.common.lucene.search.Queries;
import org.opensearch.index.mapper.ObjectMapper;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.search.approximate.ApproximateScoreQuery;

/**
 * Makes a filter of a {@code knn} query that stands in a {@code nested} query match nested
 * documents: what it asks of fields outside any nested object it asks of the whole document. For
 * one thread.
 */
final class NestedFilter {
  private final QueryShardContext context;
  private final BitSetProducer roots;

  NestedFilter(QueryShardContext context) {
    this.context = context;
    this.roots = context.bitsetFilter(Queries.newNonNestedFilter());
  }

  /** The filter, matching nested documents. */
  Query adapt(Query filter) {
    Set<Boolean> nested = fields(filter).stream().map(this::isNested).collect(Collectors.toSet());
    if (nested.contains(false) && !nested.contains(true)) {
      return new ToChildBlockJoinQuery(
          Queries.filtered(filter, Queries.newNonNestedFilter()), roots);
    }
    if (nested.size() > 1 && filter instanceof BooleanQuery both) {
      BooleanQuery.Builder adapted = new BooleanQuery.Builder();
      adapted.setMinimumNumberShouldMatch(both.getMinimumNumberShouldMatch());
      for (BooleanClause clause : both) {
        adapted.add(adapt(clause.query()), clause.occur());
      }
      return adapted.build();
    }
    return filter;
  }

  private boolean isNested(String field) {
    for (int dot = field.lastIndexOf('.'); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
      ObjectMapper object = context.getObjectMapper(field.substring(0, dot));
      if (object != null && object.nested().isNested()) {
        return true;
      }
    }
    return false;
  }

  /** The fields a query asks about, without those that nested documents share with their root. */
  private static List<String> fields(Query query) {
    List<String> fields = new ArrayList<>();
    query.visit(
        new QueryVisitor() {
          @Override
          public boolean acceptField(String field) {
            if (!field.startsWith("_")) {
              fields.add(field);
            }
            return true;
          }

          @Override
          public void consumeTerms(Query leaf, Term... terms) {
            for (Term term : terms) {
              acceptField(term.field());
            }
          }

          @Override
          public void visitLeaf(Query leaf) {
            if (leaf instanceof ApproximateScoreQuery approximate) {
              approximate.getOriginalQuery().visit(this);
            }
          }

          @Override
          public QueryVisitor getSubVisitor(Occur occur, Query parent) {
            return this;
          }
        });
    return fields;
  }
}
