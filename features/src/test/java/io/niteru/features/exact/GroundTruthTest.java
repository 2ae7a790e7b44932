package io.niteru.features.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundTruthTest {
  private static final int DIMENSION = 19;
  private static final int ROWS = 5000;
  private static final int QUERIES = 5;
  private static final int K = 10;

  private FeatureFile rows;
  private float[][] queries;

  @TempDir Path folder;

  @BeforeEach
  void writeVectors() throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate((ROWS + QUERIES) * DIMENSION * 4).order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom random = new SplittableRandom(3);
    while (bytes.hasRemaining()) {
      bytes.putFloat(random.nextFloat());
    }
    Path file = folder.resolve("vectors.bin");
    Files.write(file, bytes.array());
    FeatureFile all = FeatureFile.open(file, DIMENSION);
    rows = all.head(ROWS);
    queries = new float[QUERIES][];
    Arrays.setAll(queries, i -> all.row(ROWS + i));
  }

  @AfterEach
  void close() {
    rows.close();
  }

  private GroundTruth truth(BitSet allowed) {
    var scanned = new AtomicInteger();
    GroundTruth truth = GroundTruth.scan(rows, queries, K, allowed, scanned::addAndGet);
    assertThat(scanned).hasValue(ROWS);
    return truth;
  }

  @Test
  void givesTheTrueNeighboursFullRecall() {
    GroundTruth truth = truth(null);

    assertThat(truth.recall(neighbours(null, 0))).isEqualTo(1);
  }

  @Test
  void countsEachMissingNeighbour() {
    GroundTruth truth = truth(null);

    assertThat(truth.recall(neighbours(null, 3))).isCloseTo(0.7, within(1e-9));
  }

  @Test
  void countsARowFoundTwiceOnce() {
    GroundTruth truth = truth(null);
    int[][] hits = neighbours(null, 0);
    for (int[] row : hits) {
      row[1] = row[0];
    }

    assertThat(truth.recall(hits)).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void knowsOnlyAllowedRows() {
    BitSet allowed = new BitSet();
    IntStream.iterate(0, i -> i < ROWS, i -> i + 7).forEach(allowed::set);
    GroundTruth truth = truth(allowed);

    assertThat(truth.recall(neighbours(allowed, 0))).isEqualTo(1);
  }

  @Test
  void expectsNoMoreRowsThanAreAllowed() {
    BitSet allowed = new BitSet();
    allowed.set(17);
    allowed.set(4711);
    GroundTruth truth = truth(allowed);

    assertThat(truth.recall(neighbours(allowed, 0))).isEqualTo(1);
  }

  /** The nearest rows by sorting all of them, after leaving out the first few. */
  private int[][] neighbours(BitSet allowed, int skipped) {
    int[][] all = new int[QUERIES][];
    for (int q = 0; q < QUERIES; q++) {
      float[] query = queries[q];
      all[q] =
          IntStream.range(0, ROWS)
              .filter(row -> allowed == null || allowed.get(row))
              .boxed()
              .sorted(Comparator.comparingDouble(row -> squaredDistance(query, rows.row(row))))
              .skip(skipped)
              .limit(K)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return all;
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += ((double) a[j] - b[j]) * ((double) a[j] - b[j]);
    }
    return sum;
  }
}
