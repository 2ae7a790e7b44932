package io.niteru.plugin.query;

import io.niteru.core.search.Effort;
import java.util.Arrays;
import java.util.Objects;
import org.opensearch.index.query.QueryBuilder;

/**
 * What a {@code knn} query asks for: the k nearest, or all within a radius. Exactly one of {@code
 * k}, {@code minScore} and {@code maxDistance} is given.
 *
 * @param field the field of vectors
 * @param vector finite numbers, not empty
 * @param k hits to select in each shard, 1 to 10,000, or null
 * @param minScore least score of a hit, greater than 0, or null
 * @param maxDistance greatest distance of a hit, or null
 * @param effort how hard to look, or null for what the field or the index says
 * @param oversample candidates for each of the k, at least 1, or null for as many as {@code effort}
 *     has
 * @param filter what the hits must match, or null
 * @param ignoreUnmapped whether an index without the field has no hits rather than an error
 * @param expandNested whether a nested document that is selected brings those beside it along
 */
record KnnClause(
    String field,
    float[] vector,
    Integer k,
    Float minScore,
    Float maxDistance,
    Effort effort,
    Float oversample,
    QueryBuilder filter,
    boolean ignoreUnmapped,
    boolean expandNested) {
  KnnClause withFilter(QueryBuilder other) {
    return new KnnClause(
        field,
        vector,
        k,
        minScore,
        maxDistance,
        effort,
        oversample,
        other,
        ignoreUnmapped,
        expandNested);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KnnClause that
        && Arrays.equals(vector, that.vector)
        && rest().equals(that.rest());
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(vector), rest());
  }

  private Object rest() {
    return Arrays.asList(
        field, k, minScore, maxDistance, effort, oversample, filter, ignoreUnmapped, expandNested);
  }
}
