package io.niteru.bench.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.bench.data.DataSets;
import io.niteru.bench.data.FeatureSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {
  /** Rows 0 and 4 point the same way; the last is held back, as the query. */
  private static final float[][] ROWS = {
    {1, 0}, {2, 1}, {0, 1}, {-1, 0}, {5, 0}, {1, 3}, {1, 2}, {3, 4}, {1, 9}, {2, .2f}
  };

  @TempDir private Path folder;

  @Test
  void aRowAsNearAsTheLastOfTheNearestIsAsGood() throws IOException {
    try (Vectors vectors = open()) {
      Truth truth = Truth.of(vectors, 1);

      assertThat(truth.recall(new int[][] {{0}})).isEqualTo(1);
      assertThat(truth.recall(new int[][] {{4}})).isEqualTo(1);
      assertThat(truth.recall(new int[][] {{1}})).isZero();
    }
  }

  @Test
  void rowsCountOnceAndOrderDoesNotMatter() throws IOException {
    try (Vectors vectors = open()) {
      Truth truth = Truth.of(vectors, 3);

      assertThat(truth.recall(new int[][] {{1, 4, 0}})).isEqualTo(1);
      assertThat(truth.recall(new int[][] {{0, 0, 0}})).isEqualTo(1 / 3.0, within(1e-9));
      assertThat(truth.recall(new int[][] {{}})).isZero();
    }
  }

  @Test
  void queriesAreUnitVectors() throws IOException {
    try (Vectors vectors = open()) {
      assertThat(vectors.rows().rows()).isEqualTo(9);
      float[] query = vectors.queries()[0];
      assertThat(query[0] * query[0] + query[1] * query[1]).isEqualTo(1, within(1e-6f));
    }
  }

  private Vectors open() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ROWS.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : ROWS) {
      bytes.putFloat(row[0]).putFloat(row[1]);
    }
    Path file = Files.write(folder.resolve("rows"), bytes.array());
    return Vectors.open(new FeatureSource(file, null, 2, DataSets.ALL));
  }
}
