package io.niteru.core.search;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.knn.KnnCollectorManager;

/**
 * All documents with at least some similarity to a target, none missing, with exact scores. Of
 * fields in {@link io.niteru.core.codec.NiteruVectorsFormat}. Immutable; safe for all threads.
 */
public final class RadiusQuery extends KnnFloatVectorQuery {
  private final Radius radius;
  private final SearchLog log;

  /**
   * A query.
   *
   * @param field a field of float vectors
   * @param target the target, of the field's dimension, finite
   * @param minScore the least score of a hit, by the field's similarity function
   * @param filter matches the documents to choose from, or null for all
   */
  public RadiusQuery(String field, float[] target, float minScore, Query filter) {
    this(field, target, minScore, filter, new SearchLog());
  }

  /**
   * A query that tells what it does. The log makes no difference to whether queries are equal.
   *
   * @param field a field of float vectors
   * @param target the target, of the field's dimension, finite
   * @param minScore the least score of a hit, by the field's similarity function
   * @param filter matches the documents to choose from, or null for all
   * @param log is told of each segment as the query is rewritten, which is when it is searched
   */
  public RadiusQuery(String field, float[] target, float minScore, Query filter, SearchLog log) {
    super(field, target, Integer.MAX_VALUE, filter, new Radius(minScore));
    this.radius = new Radius(minScore);
    this.log = log;
  }

  @Override
  protected KnnCollectorManager getKnnCollectorManager(int k, IndexSearcher searcher) {
    return (visitLimit, strategy, leaf) -> new RadiusCollector(radius);
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext leaf, AcceptDocs acceptDocs, int visitedLimit, KnnCollectorManager manager)
      throws IOException {
    return logged(super.approximateSearch(leaf, acceptDocs, visitedLimit, manager));
  }

  private TopDocs logged(TopDocs found) {
    log.add(SearchLog.Way.SCAN, found.totalHits.value());
    return found;
  }

  @Override
  protected TopDocs exactSearch(
      LeafReaderContext leaf, DocIdSetIterator accepted, QueryTimeout timeout) throws IOException {
    FloatVectorValues values = leaf.reader().getFloatVectorValues(field);
    if (values == null || values.size() == 0) {
      return TopDocsCollector.EMPTY_TOPDOCS;
    }
    var collector = new RadiusCollector(radius);
    AcceptDocs acceptDocs =
        AcceptDocs.fromIteratorSupplier(() -> accepted, null, leaf.reader().maxDoc());
    leaf.reader().searchNearestVectors(field, target, collector, acceptDocs);
    return logged(collector.topDocs());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && radius.equals(((RadiusQuery) other).radius);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), radius);
  }
}
