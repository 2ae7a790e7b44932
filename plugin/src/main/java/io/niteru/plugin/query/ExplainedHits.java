package io.niteru.plugin.query;

import io.niteru.core.search.SearchLog;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/**
 * The hits of a search that was made, and how they were found; the latter makes no difference to
 * whether two are equal. Immutable; safe for all threads.
 */
final class ExplainedHits extends Query {
  private final Query hits;
  private final Reasons reasons;
  private final SearchLog log;

  /**
   * A query.
   *
   * @param hits matches them, with their scores
   * @param reasons explains them
   * @param log what was done to find them
   */
  ExplainedHits(Query hits, Reasons reasons, SearchLog log) {
    this.hits = hits;
    this.reasons = reasons;
    this.log = log;
  }

  /** The weight of the hits is made here, not by the searcher: a profile has one query, not two. */
  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost)
      throws IOException {
    return new FilterWeight(this, hits.createWeight(searcher, scoreMode, boost)) {
      @Override
      public Explanation explain(LeafReaderContext leaf, int doc) throws IOException {
        Explanation hit = hits.createWeight(searcher, scoreMode, 1).explain(leaf, doc);
        return hit.isMatch()
            ? reasons.hit(leaf, doc, hit.getValue().floatValue(), boost, log)
            : reasons.other(leaf, doc, log);
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    hits.visit(visitor);
  }

  @Override
  public String toString(String field) {
    return hits.toString(field);
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other) && hits.equals(((ExplainedHits) other).hits);
  }

  @Override
  public int hashCode() {
    return classHash() + hits.hashCode();
  }
}
