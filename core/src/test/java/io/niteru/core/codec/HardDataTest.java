package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.search.EfSearch;
import io.niteru.core.search.KnnQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HardDataTest {
  private static final int COUNT = 4_000;

  @TempDir Path folder;

  /** All scores are the same, so it is the documents that tell. */
  @ParameterizedTest
  @EnumSource(VectorSimilarityFunction.class)
  void equalVectorsAreAllFound(VectorSimilarityFunction similarity) throws Exception {
    float[][] vectors = new float[COUNT][32];
    for (float[] vector : vectors) {
      vector[3] = 1;
    }
    float score = similarity.compare(vectors[0], vectors[1]);
    search(
        similarity,
        vectors,
        index -> {
          for (int k : new int[] {10, 500, COUNT, COUNT + 10}) {
            ScoreDoc[] hits = hits(index, vectors[0], k);
            assertThat(hits).hasSize(Math.min(k, COUNT));
            assertThat(Stream.of(hits).map(hit -> hit.doc)).doesNotHaveDuplicates();
            assertThat(hits).allMatch(hit -> hit.score == score);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = VectorSimilarityFunction.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "COSINE")
  void zeroVectorsAreFound(VectorSimilarityFunction similarity) throws Exception {
    float[][] vectors = TestIndex.clustered(COUNT, 24, 10, 1);
    for (int i = 0; i < COUNT; i += 3) {
      vectors[i] = new float[24];
    }
    assertThat(recall(similarity, vectors, rows(vectors, 20), 10, 200)).isGreaterThan(0.9);
    assertThat(recall(similarity, vectors, rows(vectors, 2), COUNT, 10)).isEqualTo(1);
  }

  @Test
  void thousandsOfDuplicatesDoNotHideTheRest() throws Exception {
    float[][] vectors = TestIndex.clustered(COUNT, 48, 20, 2);
    for (int i = 0; i < COUNT; i++) {
      if (i % 4 != 0) {
        vectors[i] = vectors[i % 2 == 0 ? 0 : 4];
      }
    }
    float[][] targets = TestIndex.clustered(30, 48, 20, 2);
    assertThat(recall(VectorSimilarityFunction.EUCLIDEAN, vectors, targets, 10, 100))
        .isGreaterThan(0.95);
    assertThat(recall(VectorSimilarityFunction.EUCLIDEAN, vectors, targets, COUNT, 10))
        .isEqualTo(1);
  }

  /** What floats can tell of such vectors is what angles they enclose. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-18, 1e-9, 1e9, 1e18})
  void tinyAndHugeVectorsAreToldApart(double scale) throws Exception {
    float[][] vectors = scaled(TestIndex.clustered(COUNT, 40, 20, 3), scale);
    search(
        VectorSimilarityFunction.COSINE,
        vectors,
        index -> {
          for (float[] target : rows(vectors, 20)) {
            Set<Integer> nearest = nearestByAngle(vectors, target, 10);
            assertThat(hits(index, target, 10))
                .filteredOn(hit -> nearest.contains(hit.doc))
                .hasSizeGreaterThan(8);
          }
        });
  }

  /** Scores of Euclid are all 1 or 0 here, in floats: any are the nearest, but there must be k. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 1e-18, 1e18})
  void vectorsTooTinyOrTooHugeToBeToldApartAreFoundAllTheSame(double scale) throws Exception {
    float[][] vectors = scaled(TestIndex.clustered(COUNT, 40, 20, 3), scale);
    search(
        VectorSimilarityFunction.EUCLIDEAN,
        vectors,
        index -> {
          for (int k : new int[] {10, 1_000, COUNT}) {
            ScoreDoc[] hits = hits(index, vectors[5], k);
            assertThat(Stream.of(hits).map(hit -> hit.doc)).hasSize(k).doesNotHaveDuplicates();
            assertThat(hits).noneMatch(hit -> Float.isNaN(hit.score));
          }
        });
  }

  /** By the cosine, in double precision. */
  private static Set<Integer> nearestByAngle(float[][] vectors, float[] target, int k) {
    double[] cosines = Stream.of(vectors).mapToDouble(v -> cosine(v, target)).toArray();
    return IntStream.range(0, vectors.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -cosines[i]))
        .limit(k)
        .collect(Collectors.toSet());
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squares = 0;
    double others = 0;
    for (int j = 0; j < a.length; j++) {
      product += (double) a[j] * b[j];
      squares += (double) a[j] * a[j];
      others += (double) b[j] * b[j];
    }
    return product / Math.sqrt(squares) / Math.sqrt(others);
  }

  @Test
  void normsOfAllSizesWork() throws Exception {
    float[][] vectors = TestIndex.clustered(COUNT, 40, 20, 4);
    for (int i = 0; i < COUNT; i++) {
      scaled(new float[][] {vectors[i]}, Math.pow(10, i % 7 - 3));
    }
    for (var similarity :
        new VectorSimilarityFunction[] {
          VectorSimilarityFunction.COSINE, VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT
        }) {
      assertThat(recall(similarity, vectors, rows(vectors, 20), 10, 200)).isGreaterThan(0.9);
    }
  }

  @Test
  void aClusterFarAwayDoesNotBlurTheRest() throws Exception {
    float[][] vectors = TestIndex.clustered(COUNT, 40, 20, 5);
    for (int i = 0; i < COUNT; i += 20) {
      vectors[i][0] += 50;
    }
    assertThat(recall(VectorSimilarityFunction.EUCLIDEAN, vectors, rows(vectors, 40), 10, 200))
        .isGreaterThan(0.9);
  }

  @Test
  void sortedVectorsAreInsertedWell() throws Exception {
    float[][] vectors = TestIndex.clustered(COUNT, 32, 30, 6);
    float[][] targets = rows(vectors, 40);
    Arrays.sort(vectors, Comparator.comparingDouble(v -> v[0]));
    assertThat(recall(VectorSimilarityFunction.EUCLIDEAN, vectors, targets, 10, 100))
        .isGreaterThan(0.97);
  }

  @Test
  void targetsMuchLongerThanAllVectorsTakeNoMoreEstimates() throws Exception {
    float[][] vectors = TestIndex.normalised(TestIndex.clustered(20_000, 48, 200, 7));
    float[][] targets = rows(vectors, 20);
    try (var directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(vectors, 2).merge();
      try (var reader = index.reader()) {
        long before = estimates(reader, targets);
        assertThat(before).isPositive();
        targets = scaled(targets, 25);
        assertThat((double) estimates(reader, targets) / before).isBetween(.8, 1.2);
        assertThat(TestIndex.recall(reader, targets, 10, 100, null)).isGreaterThan(0.95);
        for (int times = 0; times < 4; times++) {
          targets = scaled(targets, 1e9); // all distances are the same in floats
          TestIndex.recall(reader, targets, 10, 100, null); // fails unless there are ten
        }
      }
    }
  }

  private static long estimates(DirectoryReader reader, float[][] targets) throws IOException {
    LeafReader leaf = reader.leaves().getFirst().reader();
    long sum = 0;
    for (float[] target : targets) {
      var collector = new TopKnnCollector(10, Integer.MAX_VALUE, new EfSearch(100));
      leaf.searchNearestVectors(
          TestIndex.FIELD, target, collector, AcceptDocs.fromLiveDocs(null, leaf.maxDoc()));
      sum += collector.visitedCount();
    }
    return sum;
  }

  private double recall(
      VectorSimilarityFunction similarity, float[][] vectors, float[][] targets, int k, int ef)
      throws Exception {
    Path fresh = Files.createTempDirectory(folder, "index");
    try (var directory = new MMapDirectory(fresh);
        var index = new TestIndex(directory, similarity)) {
      index.addAll(vectors, 2).merge();
      try (var reader = index.reader()) {
        return TestIndex.recall(reader, targets, k, ef, null);
      }
    }
  }

  private interface Searches {
    void run(IndexSearcher index) throws IOException;
  }

  /** Documents of the one segment are numbered as the vectors are. */
  private void search(VectorSimilarityFunction similarity, float[][] vectors, Searches searches)
      throws Exception {
    Path fresh = Files.createTempDirectory(folder, "index");
    try (var directory = new MMapDirectory(fresh);
        var index = new TestIndex(directory, similarity)) {
      index.addAll(vectors, 2).merge();
      try (var reader = index.reader()) {
        searches.run(new IndexSearcher(reader));
      }
    }
  }

  private static ScoreDoc[] hits(IndexSearcher index, float[] target, int k) throws IOException {
    return index.search(new KnnQuery(TestIndex.FIELD, target, k, 100), k).scoreDocs;
  }

  private static float[][] rows(float[][] vectors, int n) {
    return TestIndex.rows(vectors, 0, n);
  }

  private static float[][] scaled(float[][] vectors, double scale) {
    for (float[] v : vectors) {
      for (int j = 0; j < v.length; j++) {
        v[j] = (float) (v[j] * scale);
      }
    }
    return vectors;
  }
}
