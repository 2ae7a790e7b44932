package io.niteru.bench.data;

import io.niteru.core.features.FeatureFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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

  /**
   * The first rows and all queries, copied to another file.
   *
   * @param rows how many of the rows
   * @param to the file; replaced if there is one
   */
  public DataSet head(int rows, Path to) throws IOException {
    long row = (long) Float.BYTES * dimension;
    try (FileChannel in = FileChannel.open(Path.of(file));
        FileChannel out =
            FileChannel.open(
                to,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      copy(in, 0, rows * row, out);
      copy(in, count * row, queries * row, out);
    }
    return new DataSet(to.toString(), dimension, rows, queries);
  }

  private static void copy(FileChannel in, long from, long bytes, FileChannel out)
      throws IOException {
    for (long copied = 0; copied < bytes; ) {
      copied += in.transferTo(from + copied, bytes - copied, out);
    }
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
