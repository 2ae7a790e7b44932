package io.niteru.features.exact;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.codec.RealFeatures;
import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features of real photographs and their crops. */
class ExactOverRealFeaturesTest {
  private static final int ROWS = 2_500;
  private static final int QUERIES = 60;
  private static final int K = 10;

  @TempDir private static Path folder;
  private static Path rows;
  private static float[][] queries;
  private static int dimension;

  @BeforeAll
  static void write() throws IOException {
    float[][] all = RealFeatures.excerpt(ROWS + QUERIES);
    queries = Arrays.copyOfRange(all, ROWS, ROWS + QUERIES);
    dimension = all[0].length;
    var bytes = ByteBuffer.allocate(4 * ROWS * dimension).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < ROWS; row++) {
      for (float x : all[row]) {
        bytes.putFloat(x);
      }
    }
    rows = Files.write(folder.resolve("rows.bin"), bytes.array());
  }

  @Test
  void codesPruneMostRowsAndChangeNothing() throws IOException {
    try (FeatureFile file = FeatureFile.open(rows, dimension)) {
      for (Metric metric : Metric.values()) {
        ExactIndex exact = new ExactIndex(file, metric);
        Neighbor[][] all = exact.searchAll(queries, K);
        Path path = folder.resolve("codes-" + metric);
        long left = 0;
        try (CertifiedIndex certified = CertifiedIndex.open(exact, path);
            RowCodes codes = RowCodes.open(exact, path)) {
          for (int q = 0; q < QUERIES; q++) {
            assertThat(all[q]).isEqualTo(plainly(exact, queries[q]));
            assertThat(exact.search(queries[q], K)).isEqualTo(all[q]);
            assertThat(certified.search(queries[q], K)).isEqualTo(all[q]);
            left += left(exact, codes, queries[q]);
          }
        }
        assertThat(left / QUERIES).as("rows left of %s", metric).isLessThan(ROWS / 8);
      }
    }
  }

  /** All rows measured, none ruled out. */
  private static Neighbor[] plainly(ExactIndex exact, float[] vector) {
    Query query = exact.query(vector, K);
    for (int row = 0; row < ROWS; row++) {
      query.measure(row);
    }
    return query.nearest();
  }

  private static long left(ExactIndex exact, RowCodes codes, float[] vector) {
    Query query = exact.query(vector, K);
    exact.scan(query);
    float[] upper = new float[ROWS];
    new RowBounds(query, codes, exact).bound(upper);
    long left = 0;
    for (float bound : upper) {
      left += bound < query.floor() ? 0 : 1;
    }
    return left;
  }
}
