package io.niteru.plugin.query;

import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;

/**
 * The {@code k} nearest vectors of a shard, found with a beam of {@code efSearch} candidates. The
 * one place that says how a search is carried out.
 */
final class NearestVectorsQuery extends KnnFloatVectorQuery {
  private final int hits;

  /**
   * @param field a field of vectors
   * @param vector as many finite numbers as the field has dimensions
   * @param hits how many to select, at least 1
   * @param efSearch how many candidates to look at; fewer than {@code hits} counts as that many
   * @param filter what the hits must match, applied during the search, or null
   */
  NearestVectorsQuery(String field, float[] vector, int hits, int efSearch, Query filter) {
    super(field, vector, Math.max(hits, efSearch), filter);
    this.hits = hits;
  }

  @Override
  protected TopDocs mergeLeafResults(TopDocs[] perLeaf) {
    return TopDocs.merge(hits, perLeaf);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && hits == ((NearestVectorsQuery) other).hits;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + hits;
  }
}
