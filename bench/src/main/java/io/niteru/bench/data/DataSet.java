package io.niteru.bench.data;

import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What all contestants index and search: one raw file of rows of length 1, the queries last.
 *
 * @param file path of the file
 * @param dimension values a row
 * @param count rows to index
 * @param queries rows behind them to search for
 */
public record DataSet(String file, int dimension, int count, int queries) {
  /** Maps the file; rows from {@code count} on are the queries. */
  public FeatureFile open() throws IOException {
    return FeatureFile.open(Path.of(file), dimension);
  }

  /** Copies of all queries. */
  public float[][] readQueries() throws IOException {
    FeatureFile rows = open();
    float[][] copies = new float[queries][];
    for (int i = 0; i < queries; i++) {
      copies[i] = rows.row(count + i);
    }
    return copies;
  }
}
