package io.niteru.core.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.niteru.core.features.FeatureFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features of real photographs and their crops, where they are at hand. */
class RealFeaturesTest {
  private static final String DATA = "shared/data/clothing_crops.u8.gz";
  private static final int ROWS = 4000;
  private static final int QUERIES = 60;
  private static final int K = 10;

  @TempDir private static Path folder;
  private static Path rows;
  private static float[][] queries;
  private static int dimension;

  @BeforeAll
  static void unpack() throws IOException {
    Path data = Path.of("").toAbsolutePath();
    while (data != null && !Files.exists(data.resolve(DATA))) {
      data = data.getParent();
    }
    boolean there = data != null;
    assertThat(there || !"true".equals(System.getenv("CI"))).as(DATA + " is there").isTrue();
    if (!there) {
      System.out.println("skipped: no " + DATA + " in any folder above");
    }
    assumeTrue(there);
    try (var in =
        new DataInputStream(
            new BufferedInputStream(
                new GZIPInputStream(Files.newInputStream(data.resolve(DATA))), 1 << 16))) {
      read(in);
    }
  }

  /** int32 rows, int32 dimension, a float32 scale a row, then rows of unsigned bytes. */
  private static void read(DataInputStream in) throws IOException {
    int all = Integer.reverseBytes(in.readInt());
    dimension = Integer.reverseBytes(in.readInt());
    float[] scale = new float[all];
    for (int row = 0; row < all; row++) {
      scale[row] = Float.intBitsToFloat(Integer.reverseBytes(in.readInt()));
    }
    var bytes = ByteBuffer.allocate(4 * ROWS * dimension).order(ByteOrder.LITTLE_ENDIAN);
    queries = new float[QUERIES][dimension];
    for (int row = 0; row < ROWS + QUERIES; row++) {
      byte[] code = in.readNBytes(dimension);
      for (int d = 0; d < dimension; d++) {
        float x = (code[d] & 0xff) * scale[row];
        if (row < ROWS) {
          bytes.putFloat(x);
        } else {
          queries[row - ROWS][d] = x;
        }
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
            Codes codes = Codes.open(exact, path)) {
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

  private static long left(ExactIndex exact, Codes codes, float[] vector) {
    Query query = exact.query(vector, K);
    exact.scan(query);
    float[] upper = new float[ROWS];
    new CodeBounds(query, codes, exact).bound(upper);
    long left = 0;
    for (float bound : upper) {
      left += bound < query.floor() ? 0 : 1;
    }
    return left;
  }
}
