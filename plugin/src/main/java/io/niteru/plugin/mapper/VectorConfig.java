package io.niteru.plugin.mapper;

/**
 * What a field's mapping and its index's settings come to.
 *
 * @param dimension numbers in a vector, 1 to 16,000
 * @param space how near two vectors are
 * @param m neighbours a node of the graph keeps
 * @param efConstruction candidates looked at for a new node's neighbours
 * @param efSearch candidates a query looks at when it does not say; 0 to ask the index's setting
 * @param searchable whether the index has {@code index.knn}; otherwise vectors are only kept
 */
public record VectorConfig(
    int dimension, SpaceType space, int m, int efConstruction, int efSearch, boolean searchable) {}
