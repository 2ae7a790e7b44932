package io.niteru.bench.data;

import java.nio.file.Path;

/**
 * Feature vectors as they come, not normalised.
 *
 * @param rows file of the vectors: {@code .fvecs}, or raw little-endian float32
 * @param queries file of vectors that are not among them, or null: the last rows are held back
 * @param dimension values a row
 * @param count rows to use, or {@link DataSets#ALL}
 */
public record FeatureSource(Path rows, Path queries, int dimension, int count) {}
