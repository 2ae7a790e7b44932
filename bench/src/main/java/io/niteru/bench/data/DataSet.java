package io.niteru.bench.data;

import io.niteru.app.cli.Progress;
import io.niteru.features.FeatureFile;
import io.niteru.features.exact.GroundTruth;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.BitSet;

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

  /**
   * What each query has to find, by exact search of all rows.
   *
   * @param allowed rows that may be hits; null for all
   */
  public GroundTruth truth(int k, BitSet allowed, PrintWriter log) throws IOException {
    try (Progress progress = new Progress("exact search", count, "rows", log)) {
      return GroundTruth.scan(open().head(count), readQueries(), k, allowed, progress::step);
    }
  }
}
