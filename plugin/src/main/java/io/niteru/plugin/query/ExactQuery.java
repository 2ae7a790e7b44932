package io.niteru.plugin.query;

import io.niteru.core.search.SearchLog;
import io.niteru.plugin.space.Comparison;
import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TimeLimitingKnnCollectorManager;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.knn.KnnCollectorManager;

/**
 * The nearest documents, found by comparing the target with every vector: for fields that have no
 * codes. The base class runs filters and threads and joins the results of segments. Immutable; safe
 * for all threads.
 */
final class ExactQuery extends KnnFloatVectorQuery {
  private final Scan scan;
  private final SearchLog log;

  private ExactQuery(Scan scan, float[] target, Query filter, SearchLog log) {
    super(scan.comparison().field(), target, scan.k(), filter);
    this.scan = scan;
    this.log = log;
  }

  /** The k nearest; with parents, the nearest nested document of each of k parents. */
  static Query nearest(
      Comparison comparison,
      float[] target,
      int k,
      Query filter,
      BitSetProducer parents,
      SearchLog log) {
    return new ExactQuery(
        new Scan(comparison, k, Float.NEGATIVE_INFINITY, parents), target, filter, log);
  }

  /** All with at least that score. */
  static Query within(
      Comparison comparison, float[] target, float minScore, Query filter, SearchLog log) {
    return new ExactQuery(
        new Scan(comparison, Integer.MAX_VALUE, minScore, null), target, filter, log);
  }

  /** For Lucene's own, which first looks for few, the best segments are searched a second time. */
  @Override
  protected KnnCollectorManager getKnnCollectorManager(int k, IndexSearcher searcher) {
    return (visitLimit, strategy, leaf) -> new TopKnnCollector(k, visitLimit, strategy);
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext leaf,
      AcceptDocs acceptDocs,
      int visitedLimit,
      KnnCollectorManager collectors)
      throws IOException {
    return exactSearch(leaf, acceptDocs.iterator(), timeout(collectors));
  }

  @Override
  protected TopDocs exactSearch(
      LeafReaderContext leaf, DocIdSetIterator accepted, QueryTimeout timeout) throws IOException {
    return scan.run(leaf, accepted, timeout, log);
  }

  static QueryTimeout timeout(KnnCollectorManager collectors) {
    return collectors instanceof TimeLimitingKnnCollectorManager limiting
        ? limiting.getQueryTimeout()
        : null;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && scan.equals(((ExactQuery) other).scan);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), scan);
  }
}
