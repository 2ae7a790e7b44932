package io.niteru.plugin.query;

import org.opensearch.index.query.QueryBuilder;

/**
 * What a {@code knn} query asks for.
 *
 * @param field the field of vectors
 * @param vector finite numbers, not empty
 * @param k hits to select in each shard, 1 to 10,000
 * @param efSearch candidates to look at, or null for the field's or the index's number
 * @param filter what the hits must match, or null
 * @param ignoreUnmapped whether an index without the field has no hits rather than an error
 */
record KnnClause(
    String field,
    float[] vector,
    int k,
    Integer efSearch,
    QueryBuilder filter,
    boolean ignoreUnmapped) {
  KnnClause withFilter(QueryBuilder other) {
    return new KnnClause(field, vector, k, efSearch, other, ignoreUnmapped);
  }
}
