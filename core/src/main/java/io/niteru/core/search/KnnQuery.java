package io.niteru.core.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.util.hnsw.BlockingFloatHeap;

/**
 * The k documents most similar to a target, with a beam width of one's own. Scores are those of the
 * field's similarity function, exact. Whatever the filter, k documents are found if k match it and
 * have a vector. Immutable; safe for all threads.
 */
public final class KnnQuery extends KnnFloatVectorQuery {
  private final SearchLog log;

  /**
   * A query.
   *
   * @param field a field of float vectors
   * @param target the target, of the field's dimension, finite
   * @param k documents wanted, at least 1
   * @param efSearch candidates a large segment keeps while it is searched, see {@link EfSearch}; k
   *     is taken where it is larger. More of them find more of the true nearest, and take longer.
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public KnnQuery(String field, float[] target, int k, int efSearch) {
    this(field, target, k, new EfSearch(efSearch), null);
  }

  /**
   * A query of some of the documents.
   *
   * @param field a field of float vectors
   * @param target the target, of the field's dimension, finite
   * @param k documents wanted, at least 1
   * @param effort how hard to look in each segment
   * @param filter matches the documents to choose from, or null for all
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public KnnQuery(String field, float[] target, int k, Effort effort, Query filter) {
    this(field, target, k, effort, filter, new SearchLog());
  }

  /**
   * A query that tells what it does. The log makes no difference to whether queries are equal.
   *
   * @param field a field of float vectors
   * @param target the target, of the field's dimension, finite
   * @param k documents wanted, at least 1
   * @param effort how hard to look in each segment
   * @param filter matches the documents to choose from, or null for all
   * @param log is told of each segment as the query is rewritten, which is when it is searched
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public KnnQuery(String field, float[] target, int k, Effort effort, Query filter, SearchLog log) {
    super(field, target, k, filter, effort);
    this.log = log;
  }

  /** The same query, answered by comparing the target with every vector. */
  public KnnFloatVectorQuery asExact() {
    return new ExactKnnQuery(field, getTargetCopy(), k, filter);
  }

  /** Not with a filter: the documents that match it may all be in the smallest segment. */
  @Override
  protected KnnCollectorManager getKnnCollectorManager(int k, IndexSearcher searcher) {
    double documents = searcher.getIndexReader().maxDoc();
    var bestOfAll = new BlockingFloatHeap(k);
    return (visitLimit, strategy, leaf) -> {
      double share = filter == null ? leaf.reader().maxDoc() / documents : 1;
      var effort = new LoggedEffort(Effort.of(strategy).in(share), log);
      return new LeafCollector(k, visitLimit, effort, bestOfAll);
    };
  }

  @Override
  protected TopDocs exactSearch(
      LeafReaderContext leaf, DocIdSetIterator accepted, QueryTimeout timeout) throws IOException {
    TopDocs found = super.exactSearch(leaf, accepted, timeout);
    log.add(SearchLog.Way.COMPARISON, found.totalHits.value());
    return found;
  }
}
