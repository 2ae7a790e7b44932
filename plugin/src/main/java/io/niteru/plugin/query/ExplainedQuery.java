package io.niteru.plugin.query;

import io.niteru.core.search.SearchLog;
import java.io.IOException;
import java.util.function.Function;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/**
 * A search for vectors whose hits can say how they were found: Lucene's own know their scores and
 * nothing else. It is what it searches by to whom compares queries. Immutable; safe for all
 * threads.
 */
final class ExplainedQuery extends Query {
  private final Function<SearchLog, Query> searches;
  private final Query search;
  private final Reasons reasons;

  /**
   * A query.
   *
   * @param searches makes the search, which tells a log what it does; all it makes are equal
   * @param reasons explains the hits
   */
  ExplainedQuery(Function<SearchLog, Query> searches, Reasons reasons) {
    this.searches = searches;
    this.search = searches.apply(new SearchLog());
    this.reasons = reasons;
  }

  /** Searches with a log of its own, as a query may be rewritten more than once. */
  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    SearchLog log = new SearchLog();
    Query hits = searches.apply(log).rewrite(searcher);
    return hits instanceof MatchNoDocsQuery
        ? new MatchNoDocsQuery(reasons.nothing(log))
        : new ExplainedHits(hits, reasons, log);
  }

  @Override
  public void visit(QueryVisitor visitor) {
    search.visit(visitor);
  }

  @Override
  public String toString(String field) {
    return search.toString(field);
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other) && search.equals(((ExplainedQuery) other).search);
  }

  @Override
  public int hashCode() {
    return classHash() + search.hashCode();
  }
}
