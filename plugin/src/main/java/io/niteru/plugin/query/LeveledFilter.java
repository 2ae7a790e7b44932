package io.niteru.plugin.query;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.opensearch.common.lucene.search.MoreLikeThisQuery;
import org.opensearch.common.lucene.search.function.FunctionScoreQuery;
import org.opensearch.index.search.OpenSearchToParentBlockJoinQuery;

/**
 * Makes a filter match the innermost of {@link NestedLevels}: each part of it is asked of the
 * documents of one level, and what it matches there is brought down. Since every innermost object
 * lies in one document of a level, and, or and not mean the same before and after. For one thread.
 */
final class LeveledFilter {
  private final NestedLevels levels;
  private final int scope;

  /**
   * A filter.
   *
   * @param scope the level in whose scope the filter was parsed; nothing is asked above it
   */
  LeveledFilter(NestedLevels levels, int scope) {
    this.levels = levels;
    this.scope = scope;
  }

  /**
   * The filter, matching innermost objects.
   *
   * @throws IllegalArgumentException if it asks several levels at once and cannot be taken apart
   */
  Query adapt(Query filter) {
    Set<Integer> asked = asked(filter);
    if (asked.size() <= 1) {
      return levels.below(asked.isEmpty() ? levels.innermost() : asked.iterator().next(), filter);
    }
    BooleanQuery.Builder adapted = new BooleanQuery.Builder();
    if (filter instanceof BooleanQuery both) {
      adapted.setMinimumNumberShouldMatch(both.getMinimumNumberShouldMatch());
      for (BooleanClause clause : both) {
        adapted.add(adapt(clause.query()), clause.occur());
      }
      return adapted.build();
    }
    if (filter instanceof FunctionScoreQuery scored && scored.getMinScore() != null
        || parts(filter).isEmpty()) {
      throw new IllegalArgumentException(
          "[knn] filter asks at once of fields of a nested object and of what encloses it, so that"
              + " neither can answer: ["
              + filter
              + "]; ask each in a query of its own, and join them by [bool]");
    }
    for (Query part : parts(filter)) {
      adapted.add(adapt(part), Occur.SHOULD);
    }
    return adapted.build();
  }

  /** The levels a query asks; none, if it matches all or nothing. */
  private Set<Integer> asked(Query query) {
    Set<Integer> asked = new TreeSet<>();
    if (query instanceof MatchAllDocsQuery || query instanceof MatchNoDocsQuery) {
      return asked;
    }
    List<? extends Query> parts = parts(query);
    parts.forEach(part -> asked.addAll(asked(part)));
    if (parts.isEmpty()) {
      query.visit(new Fields(asked));
    }
    // A script, say: it may read anything, and does so where it stands.
    boolean unknown = parts.isEmpty() || query instanceof FunctionScoreQuery;
    if (asked.isEmpty() && unknown) {
      asked.add(scope);
    }
    return asked;
  }

  /** The queries of which one made of others matches what they do; none, if it is not so made. */
  private static List<? extends Query> parts(Query query) {
    return switch (query) {
      case BooleanQuery both -> both.clauses().stream().map(BooleanClause::query).toList();
      case DisjunctionMaxQuery either -> List.copyOf(either.getDisjuncts());
      case ConstantScoreQuery constant -> List.of(constant.getQuery());
      case BoostQuery boosted -> List.of(boosted.getQuery());
      case FunctionScoreQuery scored -> List.of(scored.getSubQuery());
      default -> List.of();
    };
  }

  /** Notes the levels of the fields that a query asks about. */
  private final class Fields extends QueryVisitor {
    private final Set<Integer> asked;

    Fields(Set<Integer> asked) {
      this.asked = asked;
    }

    @Override
    public boolean acceptField(String field) {
      // The names of fields that a document has are terms of this one.
      if (!field.equals("_field_names")) {
        note(levels.ofField(field));
      }
      return true;
    }

    private void note(int level) {
      asked.add(Math.max(scope, level));
    }

    @Override
    public void consumeTerms(Query leaf, Term... terms) {
      for (Term term : terms) {
        acceptField(term.field().equals("_field_names") ? term.text() : term.field());
      }
    }

    @Override
    public void visitLeaf(Query leaf) {
      if (leaf instanceof MoreLikeThisQuery like) {
        for (String field : like.getMoreLikeFields()) {
          acceptField(field);
        }
      }
    }

    @Override
    public QueryVisitor getSubVisitor(Occur occur, Query parent) {
      if (parent instanceof OpenSearchToParentBlockJoinQuery join) {
        note(levels.ofPath(join.getPath()));
        return EMPTY_VISITOR;
      }
      return this;
    }
  }
}
