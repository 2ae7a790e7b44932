package io.niteru.core.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnCollectorManager;

/**
 * The k documents most similar to a target, found by comparing it with every vector: what other
 * searches are judged by. Works with any vectors format. Immutable; safe for all threads.
 */
public final class ExactKnnQuery extends KnnFloatVectorQuery {

  /**
   * A query.
   *
   * @param field a field of float vectors
   * @param target the target, of the field's dimension, finite
   * @param k documents wanted, at least 1
   * @param filter matches the documents to choose from, or null for all
   */
  public ExactKnnQuery(String field, float[] target, int k, Query filter) {
    super(field, target, k, filter);
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext leaf,
      AcceptDocs acceptDocs,
      int visitedLimit,
      KnnCollectorManager collectors)
      throws IOException {
    return exactSearch(leaf, acceptDocs.iterator(), null);
  }
}
