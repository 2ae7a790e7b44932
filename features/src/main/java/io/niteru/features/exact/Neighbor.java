package io.niteru.features.exact;

/**
 * A row found.
 *
 * @param row its number in the feature file
 * @param value squared distance, cosine or inner product, as the {@link Metric} says
 */
public record Neighbor(int row, double value) {}
