package io.niteru.features.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.core.simd.RowKernels;
import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactSearchTest {
  private static final int K = 10;

  /** Rows to search, each kind hard for some part of the search. */
  enum Data {
    RANDOM(700, 33),
    ONE_DIMENSION(500, 1),
    SEVERAL_BLOCKS(1000, 300) {
      @Override
      float at(SplittableRandom random, int row, int d) {
        return Math.max(0, (float) (random.nextGaussian() + Math.sin(row % 40 * (d % 7))));
      }
    },
    ALL_EQUAL(400, 20) {
      @Override
      float at(SplittableRandom random, int row, int d) {
        return d - 3.3f;
      }
    },
    ZEROS(300, 8) {
      @Override
      float at(SplittableRandom random, int row, int d) {
        return 0;
      }
    },
    MANY_TIES(900, 6) {
      @Override
      float at(SplittableRandom random, int row, int d) {
        return random.nextInt(2);
      }
    },
    FAR_FROM_THE_ORIGIN(600, 70) {
      @Override
      float at(SplittableRandom random, int row, int d) {
        return 10_000 + (float) random.nextGaussian() / 100;
      }
    },
    FEW_DIRECTIONS(900, 130) {
      @Override
      float at(SplittableRandom random, int row, int d) {
        return (row % 3 + 1) * (float) Math.cos(d * (row % 3)) + 1e-4f * random.nextInt(9);
      }
    },
    VERY_DIFFERENT_LENGTHS(700, 40) {
      @Override
      float at(SplittableRandom random, int row, int d) {
        return (float) (random.nextGaussian() * Math.pow(10, row % 75 - 37));
      }
    },
    NEARER_ROW_BY_ROW(800, 24) {
      @Override
      float at(SplittableRandom random, int row, int d) {
        return (float) (random.nextGaussian() * (1 - row / 800.));
      }
    };

    private final int rows;
    private final int dimension;

    Data(int rows, int dimension) {
      this.rows = rows;
      this.dimension = dimension;
    }

    float at(SplittableRandom random, int row, int d) {
      return (float) random.nextGaussian();
    }

    float[][] vectors() {
      var random = new SplittableRandom(ordinal());
      float[][] vectors = new float[rows][dimension];
      for (int row = 0; row < rows; row++) {
        for (int d = 0; d < dimension; d++) {
          vectors[row][d] = at(random, row, d);
        }
      }
      return vectors;
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everySearchFindsWhatThePlainestLoopFinds(Data data) throws IOException {
    float[][] rows = data.vectors();
    float[][] queries = queries(rows);
    // Rows of an .fvecs file lie further apart.
    String name = data.ordinal() % 2 == 0 ? "rows.bin" : "rows.fvecs";
    try (FeatureFile file = FeatureFile.open(write(name, rows), data.dimension)) {
      for (Metric metric : Metric.values()) {
        Neighbor[][] expected = new Neighbor[queries.length][];
        for (int q = 0; q < queries.length; q++) {
          expected[q] = plainly(metric, rows, queries[q], K);
        }
        for (RowKernels kernel : List.of(RowKernels.scalar(), RowKernels.best())) {
          check(new ExactIndex(file, metric, kernel), queries, expected);
        }
      }
    }
  }

  private void check(ExactIndex exact, float[][] queries, Neighbor[][] expected)
      throws IOException {
    Path codes = folder.resolve("codes");
    Files.deleteIfExists(codes);
    assertThat(exact.searchAll(queries, K)).isDeepEqualTo(expected);
    try (CertifiedIndex certified = CertifiedIndex.open(exact, codes)) {
      for (int q = 0; q < queries.length; q++) {
        assertThat(exact.search(queries[q], K)).isEqualTo(expected[q]);
        assertThat(certified.search(queries[q], K)).isEqualTo(expected[q]);
      }
    }
  }

  @Test
  void codesRuleOutMostRowsOfClusteredFeatures() throws IOException {
    float[][] rows = clusters(6000, 512);
    try (FeatureFile file = FeatureFile.open(write("rows.bin", rows), 512)) {
      for (Metric metric : Metric.values()) {
        ExactIndex exact = new ExactIndex(file, metric);
        Path path = folder.resolve("codes-" + metric);
        RowCodes.write(exact, path);
        try (RowCodes codes = RowCodes.open(exact, path)) {
          Query query = exact.query(rows[17], K);
          exact.scan(query);
          float[] upper = new float[rows.length];
          new RowBounds(query, codes, exact).bound(upper);
          long left =
              IntStream.range(0, rows.length).filter(r -> upper[r] >= query.floor()).count();
          assertThat(left).isBetween((long) K, 300L);
        }
      }
    }
  }

  @Test
  void noBoundIsBelowTheTruth() throws IOException {
    for (Data data : Data.values()) {
      float[][] rows = data.vectors();
      try (FeatureFile file = FeatureFile.open(write(data + ".bin", rows), data.dimension)) {
        for (Metric metric : Metric.values()) {
          ExactIndex exact = new ExactIndex(file, metric);
          Path path = folder.resolve(data + "-" + metric);
          RowCodes.write(exact, path);
          try (RowCodes codes = RowCodes.open(exact, path)) {
            for (float[] vector : queries(rows)) {
              Query query = exact.query(vector, K);
              float[] upper = new float[rows.length];
              new RowBounds(query, codes, exact).bound(upper);
              for (int row = 0; row < rows.length; row++) {
                double key = metric.key(metric.measure(vector, query.square, file.row(row)));
                assertThat(upper[row] < metric.floor(key, query.square)).isFalse();
              }
            }
          }
        }
      }
    }
  }

  @Test
  void codesOfOtherRowsAreRefused() throws IOException {
    float[][] rows = Data.RANDOM.vectors();
    Path codes = folder.resolve("codes");
    try (FeatureFile file = FeatureFile.open(write("rows.bin", rows), rows[0].length)) {
      ExactIndex exact = new ExactIndex(file, Metric.COSINE);
      CertifiedIndex.open(exact, codes).close();
      ExactIndex other = new ExactIndex(file, Metric.DOT);
      assertThatThrownBy(() -> CertifiedIndex.open(other, codes))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("other rows");
    }
    rows[3][4] = -rows[3][4];
    try (FeatureFile file = FeatureFile.open(write("rows.bin", rows), rows[0].length)) {
      ExactIndex exact = new ExactIndex(file, Metric.COSINE);
      assertThatThrownBy(() -> CertifiedIndex.open(exact, codes))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("other rows");
    }
  }

  @Test
  void damagedCodesAreRefused() throws IOException {
    float[][] rows = Data.RANDOM.vectors();
    try (FeatureFile file = FeatureFile.open(write("rows.bin", rows), rows[0].length)) {
      ExactIndex exact = new ExactIndex(file, Metric.COSINE);
      Path codes = folder.resolve("codes");
      CertifiedIndex.open(exact, codes).close();
      byte[] whole = Files.readAllBytes(codes);
      int header = 48;
      int[] places =
          IntStream.concat(IntStream.range(0, header), IntStream.of(header, whole.length - 100))
              .toArray();
      for (int place : places) {
        byte[] damaged = whole.clone();
        damaged[place] ^= 1;
        refused(exact, Files.write(codes, damaged));
      }
      refused(exact, Files.write(codes, Arrays.copyOf(whole, whole.length - 64)));
      refused(exact, Files.write(codes, Arrays.copyOf(whole, whole.length + 64)));
      refused(exact, Files.write(codes, Arrays.copyOf(whole, header - 1)));
    }
  }

  /** A length that belongs to no count of components, under a checksum that holds. */
  @Test
  void codesWhoseCountsDoNotFitTheirLengthAreRefused() throws IOException {
    float[][] rows = Data.RANDOM.vectors();
    try (FeatureFile file = FeatureFile.open(write("rows.bin", rows), rows[0].length)) {
      ExactIndex exact = new ExactIndex(file, Metric.COSINE);
      Path codes = folder.resolve("codes");
      CertifiedIndex.open(exact, codes).close();
      byte[] whole = Files.readAllBytes(codes);
      ByteBuffer buffer = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
      for (int components : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 32}) {
        buffer.putInt(20, components);
        CRC32C crc = new CRC32C();
        crc.update(whole, 8, 32);
        crc.update(whole, 48, whole.length - 48);
        buffer.putLong(40, crc.getValue());
        refused(exact, Files.write(codes, whole));
      }
    }
  }

  private static void refused(ExactIndex exact, Path codes) {
    assertThatThrownBy(() -> CertifiedIndex.open(exact, codes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aRowThatIsNoVectorIsNamed() throws IOException {
    float[][] rows = Data.RANDOM.vectors();
    rows[123][7] = Float.NaN;
    try (FeatureFile file = FeatureFile.open(write("rows.bin", rows), rows[0].length)) {
      assertThatThrownBy(() -> new ExactIndex(file, Metric.COSINE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("row 123 ");
    }
  }

  @Test
  void queriesThatCannotBeAreRefused() throws IOException {
    float[][] rows = Data.RANDOM.vectors();
    try (FeatureFile file = FeatureFile.open(write("rows.bin", rows), rows[0].length)) {
      ExactIndex exact = new ExactIndex(file, Metric.COSINE);
      assertThatThrownBy(() -> exact.search(new float[5], K)).hasMessageContaining("5 dimensions");
      assertThatThrownBy(() -> exact.search(rows[0], 0)).hasMessageContaining("k must be");
      rows[0][0] = Float.POSITIVE_INFINITY;
      assertThatThrownBy(() -> exact.search(rows[0], K)).hasMessageContaining("infinity");
    }
  }

  @Test
  void allRowsAreReturnedWhenKIsLarger() throws IOException {
    float[][] rows = Data.RANDOM.vectors();
    try (FeatureFile file = FeatureFile.open(write("rows.bin", rows), rows[0].length)) {
      ExactIndex exact = new ExactIndex(file, Metric.EUCLIDEAN);
      Neighbor[] all = exact.search(rows[0], rows.length + 5);
      assertThat(all).isEqualTo(plainly(Metric.EUCLIDEAN, rows, rows[0], rows.length));
      try (CertifiedIndex certified = CertifiedIndex.open(exact, folder.resolve("codes"))) {
        assertThat(certified.search(rows[0], rows.length + 5)).isEqualTo(all);
      }
    }
  }

  private static float[][] clusters(int count, int dimension) {
    var random = new SplittableRandom(5);
    float[][] centres = new float[count / 20][dimension];
    for (float[] centre : centres) {
      for (int d = 0; d < dimension; d++) {
        centre[d] = (float) Math.max(0, random.nextGaussian());
      }
    }
    float[][] rows = new float[count][dimension];
    for (int row = 0; row < count; row++) {
      for (int d = 0; d < dimension; d++) {
        float x = centres[row % centres.length][d] + .1f * (float) random.nextGaussian();
        rows[row][d] = Math.max(0, x);
      }
    }
    return rows;
  }

  /** Rows themselves, rows moved a little, something else, nothing. */
  private static float[][] queries(float[][] rows) {
    var random = new SplittableRandom(7);
    List<float[]> queries = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      queries.add(rows[i * rows.length / 6]);
      float[] moved = queries.getLast().clone();
      float[] other = moved.clone();
      for (int d = 0; d < moved.length; d++) {
        moved[d] *= 1 + .01f * (float) random.nextGaussian();
        other[d] = (float) random.nextGaussian();
      }
      queries.add(moved);
      queries.add(other);
    }
    queries.add(new float[rows[0].length]);
    return queries.toArray(float[][]::new);
  }

  /** Every row measured by the definition, in the order of additions that is promised. */
  private static Neighbor[] plainly(Metric metric, float[][] rows, float[] query, int k) {
    Comparator<Neighbor> nearestFirst =
        metric == Metric.EUCLIDEAN
            ? Comparator.comparingDouble(Neighbor::value)
            : Comparator.comparingDouble(Neighbor::value).reversed();
    return IntStream.range(0, rows.length)
        .mapToObj(row -> new Neighbor(row, measure(metric, rows[row], query)))
        .sorted(nearestFirst.thenComparingInt(Neighbor::row))
        .limit(k)
        .toArray(Neighbor[]::new);
  }

  private static double measure(Metric metric, float[] a, float[] b) {
    return switch (metric) {
      case EUCLIDEAN -> sum(a, b, (x, y) -> (y - x) * (y - x));
      case DOT -> sum(a, b, (x, y) -> x * y);
      case COSINE -> {
        double squares = sum(b, b, (x, y) -> x * y) * sum(a, a, (x, y) -> x * y);
        yield squares == 0 ? 0 : sum(a, b, (x, y) -> x * y) / Math.sqrt(squares);
      }
    };
  }

  private static double sum(float[] a, float[] b, java.util.function.DoubleBinaryOperator f) {
    double[] s = new double[4];
    for (int d = 0; d < a.length; d++) {
      s[d < a.length / 4 * 4 ? d % 4 : 0] += f.applyAsDouble(a[d], b[d]);
    }
    return (s[0] + s[1]) + (s[2] + s[3]);
  }

  private Path write(String name, float[][] rows) throws IOException {
    boolean header = name.endsWith(".fvecs");
    int row = 4 * rows[0].length + (header ? 4 : 0);
    ByteBuffer bytes = ByteBuffer.allocate(rows.length * row).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] vector : rows) {
      if (header) {
        bytes.putInt(vector.length);
      }
      for (float x : vector) {
        bytes.putFloat(x);
      }
    }
    return Files.write(folder.resolve(name), bytes.array());
  }
}
