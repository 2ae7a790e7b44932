package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.search.EfSearch;
import io.niteru.core.search.Effort;
import io.niteru.core.search.Recall;
import java.nio.file.Path;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A scan finds all of the nearest, whatever the data, k and the beam. */
class ScanRecallTest {
  private static final double ALL = .999;
  private static final Effort NARROW = new EfSearch(1);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(HardData.class)
  void theNearestAreFoundByEveryFunctionHoweverManyAreWanted(HardData kind) throws Exception {
    float[][] all = kind.vectors(1_020, 128, 1);
    for (var similarity : VectorSimilarityFunction.values()) {
      float[][] vectors = all;
      if (similarity == VectorSimilarityFunction.DOT_PRODUCT) {
        vectors = TestIndex.normalised(kind.vectors(1_020, 128, 1));
      }
      check(similarity, vectors, 1_000, 1, 10, 50, 100, 200, 900, 1_000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNIFORM, 2", "UNIFORM, 16", "UNIFORM, 1500", "CLUSTERED, 2", "CLUSTERED, 768", "HEAPS, 2",
    "HEAPS, 1500", "SPARSE, 1500", "SPARSE, 30", "NORMS, 3", "SPIKED, 1000"
  })
  void theNearestAreFoundInEveryDimension(HardData kind, int dimension) throws Exception {
    float[][] all = kind.vectors(820, dimension, 2);
    check(VectorSimilarityFunction.EUCLIDEAN, all, 800, 1, 10, 100, 700);
    check(VectorSimilarityFunction.COSINE, all, 800, 10, 100);
  }

  @Test
  void thousandsAreFoundAmongMore() throws Exception {
    check(
        VectorSimilarityFunction.EUCLIDEAN,
        HardData.UNIFORM.vectors(14_010, 64, 3),
        14_000,
        10,
        1_000,
        10_000);
  }

  @Test
  void theNearestOfFewThatMatchAFilterAreFoundAndOfSeveralSegments() throws Exception {
    float[][] vectors = HardData.UNIFORM.vectors(3_020, 128, 4);
    float[][] targets = TestIndex.rows(vectors, 3_000, 3_020);
    var filter = NumericDocValuesField.newSlowRangeQuery("n", 300, 1_899);
    try (var directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(TestIndex.rows(vectors, 0, 3_000), 4);
      try (var reader = index.reader()) {
        assertThat(reader.leaves()).hasSizeGreaterThan(2);
        for (int k : new int[] {10, 100, 500}) {
          assertThat(TestIndex.recall(reader, targets, k, NARROW, null)).isGreaterThan(ALL);
          assertThat(TestIndex.recall(reader, targets, k, NARROW, filter)).isGreaterThan(ALL);
          assertThat(TestIndex.recall(reader, targets, k, new Recall(.9), filter))
              .isGreaterThan(ALL);
        }
      }
    }
  }

  private void check(
      VectorSimilarityFunction similarity, float[][] all, int count, int... numbers)
      throws Exception {
    float[][] vectors = TestIndex.rows(all, 0, count);
    float[][] targets = HardData.targets(vectors, TestIndex.rows(all, count, all.length));
    Path fresh = java.nio.file.Files.createTempDirectory(folder, "index");
    try (var directory = new MMapDirectory(fresh);
        var index = new TestIndex(directory, similarity)) {
      index.addAll(vectors, 1);
      try (DirectoryReader reader = index.reader()) {
        for (int k : numbers) {
          assertThat(TestIndex.recall(reader, targets, k, NARROW, null))
              .as(similarity + ", k " + k)
              .isGreaterThanOrEqualTo(ALL);
        }
      }
    }
  }
}
