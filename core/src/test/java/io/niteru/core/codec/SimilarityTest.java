package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.search.KnnQuery;
import java.nio.file.Path;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityTest {
  private static final int COUNT = 2_000;
  private static final int K = 10;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(VectorSimilarityFunction.class)
  void nearestAreFoundByEveryFunction(VectorSimilarityFunction similarity) throws Exception {
    float[][] vectors = TestIndex.clustered(COUNT + 20, 96, 50, 1);
    if (similarity == VectorSimilarityFunction.DOT_PRODUCT) {
      TestIndex.normalised(vectors);
    }
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, similarity)) {
      index.addAll(TestIndex.rows(vectors, 0, COUNT), 3).merge();
      try (var reader = index.reader()) {
        float[][] targets = TestIndex.rows(vectors, COUNT, COUNT + 20);
        assertThat(TestIndex.recall(reader, targets, K, 100, null)).isGreaterThan(0.97);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(VectorSimilarityFunction.class)
  void scoresAreThoseOfTheFunction(VectorSimilarityFunction similarity) throws Exception {
    float[][] vectors = TestIndex.normalised(TestIndex.clustered(COUNT, 33, 50, 2));
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, similarity)) {
      index.addAll(vectors, 3).merge();
      try (var reader = index.reader()) {
        var hits = new IndexSearcher(reader).search(new KnnQuery("v", vectors[7], K, 50), K);
        assertThat(hits.scoreDocs).hasSize(K);
        for (ScoreDoc hit : hits.scoreDocs) {
          assertThat(hit.score)
              .isCloseTo(
                  similarity.compare(vectors[7], vectors[hit.doc]),
                  org.assertj.core.data.Offset.offset(1e-5f));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 127, 1280, 4096})
  void anyDimensionWorks(int dimension) throws Exception {
    float[][] vectors = TestIndex.clustered(420, dimension, 20, 3);
    for (var similarity :
        new VectorSimilarityFunction[] {
          VectorSimilarityFunction.EUCLIDEAN, VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT
        }) {
      try (Directory directory = new ByteBuffersDirectory();
          var index = new TestIndex(directory, similarity)) {
        index.addAll(TestIndex.rows(vectors, 0, 400), 2).merge();
        try (var reader = index.reader()) {
          float[][] targets = TestIndex.rows(vectors, 400, 420);
          assertThat(TestIndex.recall(reader, targets, 5, 100, null)).isGreaterThan(0.9);
        }
      }
    }
  }

  @Test
  void everyVectorIsFoundWithKAsLargeAsTheSegment() throws Exception {
    float[][] vectors = TestIndex.clustered(3_000, 16, 10, 4);
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(vectors, 2).merge();
      try (var reader = index.reader()) {
        float[][] targets = TestIndex.rows(vectors, 0, 3);
        assertThat(TestIndex.recall(reader, targets, 3_000, 10, null)).isEqualTo(1);
        assertThat(TestIndex.recall(reader, targets, 10_000, 10, null)).isEqualTo(1);
      }
    }
  }

  @Test
  void lucenesOwnQueryWorks() throws Exception {
    float[][] vectors = TestIndex.clustered(COUNT, 64, 50, 5);
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(vectors, 3);
      try (var reader = index.reader()) {
        var hits = new IndexSearcher(reader).search(new KnnFloatVectorQuery("v", vectors[3], K), K);
        assertThat(hits.scoreDocs).hasSize(K);
        assertThat(hits.scoreDocs[0].doc).isEqualTo(3);
      }
    }
  }
}
