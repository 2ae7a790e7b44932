package io.niteru.core.search;

import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnCollectorManager;

/**
 * The k documents most similar to a target, with a beam width of one's own. Scores are those of the
 * field's similarity function, exact. Whatever the filter, k documents are found if k match it and
 * have a vector. Immutable; safe for all threads.
 */
public final class KnnQuery extends KnnFloatVectorQuery {
  private final float minScore;

  /**
   * A query.
   *
   * @param field a field of float vectors
   * @param target the target, of the field's dimension, finite
   * @param k documents wanted, at least 1
   * @param efSearch candidates each segment keeps while it is searched; k is taken where it is
   *     larger. More of them find more of the true nearest, and take longer.
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public KnnQuery(String field, float[] target, int k, int efSearch) {
    this(field, target, k, new EfSearch(efSearch), null, Float.NEGATIVE_INFINITY);
  }

  /**
   * A query of some of the documents.
   *
   * @param field a field of float vectors
   * @param target the target, of the field's dimension, finite
   * @param k documents wanted, at least 1
   * @param effort how hard to look in each segment
   * @param filter matches the documents to choose from, or null for all
   * @param minScore documents with a smaller score are left out; negative infinity for none
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public KnnQuery(
      String field, float[] target, int k, Effort effort, Query filter, float minScore) {
    super(field, target, k, filter, effort);
    this.minScore = minScore;
  }

  /** The same query, answered by comparing the target with every vector. */
  public KnnFloatVectorQuery asExact() {
    return new ExactKnnQuery(field, getTargetCopy(), k, filter);
  }

  @Override
  protected KnnCollectorManager getKnnCollectorManager(int k, IndexSearcher searcher) {
    return (visitLimit, strategy, leaf) -> new TopKnnCollector(k, visitLimit, strategy);
  }

  @Override
  protected TopDocs mergeLeafResults(TopDocs[] perLeafResults) {
    TopDocs merged = super.mergeLeafResults(perLeafResults);
    ScoreDoc[] enough =
        Arrays.stream(merged.scoreDocs)
            .filter(hit -> hit.score >= minScore)
            .toArray(ScoreDoc[]::new);
    return new TopDocs(merged.totalHits, enough);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && Float.compare(minScore, ((KnnQuery) other).minScore) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), minScore);
  }
}
