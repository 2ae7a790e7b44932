package io.niteru.plugin.query;

import java.io.IOException;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.search.Weight;

/**
 * A query that is rewritten without the node's profiler looking on. The profiler times rewrites and
 * cannot take one inside another, but Lucene's queries for the nearest rewrite their filters so.
 * Immutable; safe for all threads.
 */
final class UntimedRewrite extends Query {
  private final Query in;

  UntimedRewrite(Query in) {
    this.in = in;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    return in.rewrite(new Untimed(searcher));
  }

  /** The same searcher but for {@link IndexSearcher#rewrite}. */
  private static final class Untimed extends IndexSearcher {
    private final IndexSearcher searcher;

    Untimed(IndexSearcher searcher) {
      super(searcher.getTopReaderContext());
      this.searcher = searcher;
    }

    @Override
    public Weight createWeight(Query query, ScoreMode scoreMode, float boost) throws IOException {
      return searcher.createWeight(query, scoreMode, boost);
    }

    @Override
    public TaskExecutor getTaskExecutor() {
      return searcher.getTaskExecutor();
    }

    @Override
    public QueryTimeout getTimeout() {
      return searcher.getTimeout();
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    in.visit(visitor);
  }

  @Override
  public String toString(String field) {
    return in.toString(field);
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other) && in.equals(((UntimedRewrite) other).in);
  }

  @Override
  public int hashCode() {
    return classHash() + in.hashCode();
  }
}
