package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherFieldsTest {
  @TempDir Path folder;

  @Test
  void byteVectorsAndSecondFieldsAndDocumentsWithoutVectorsGoTogether() throws Exception {
    float[][] vectors = TestIndex.clustered(600, 12, 20, 1);
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      for (int i = 0; i < 600; i++) {
        Document document = index.document(i, i % 3 == 0 ? null : vectors[i]);
        if (i % 2 == 0) {
          document.add(new KnnByteVectorField("b", new byte[] {(byte) (i % 100), 1}));
        }
        if (i % 5 == 0) {
          document.add(new KnnFloatVectorField("w", vectors[i], VectorSimilarityFunction.COSINE));
        }
        index.writer.addDocument(document);
        if (i == 300) {
          index.writer.flush();
        }
      }
      index.merge();
      try (var reader = index.reader()) {
        var searcher = new IndexSearcher(reader);
        assertThat(TestIndex.recall(reader, TestIndex.rows(vectors, 0, 20), 10, 100, null))
            .isGreaterThan(0.97);
        var bytes = searcher.search(new KnnByteVectorQuery("b", new byte[] {42, 1}, 6), 6);
        assertThat(bytes.scoreDocs).hasSize(6).allMatch(hit -> hit.score == 1f);
        var second = searcher.search(new KnnFloatVectorQuery("w", vectors[25], 3), 3);
        assertThat(second.scoreDocs[0].doc).isEqualTo(25);
      }
    }
  }

  @Test
  void manyThreadsSearchAtOnce() throws Exception {
    float[][] vectors = TestIndex.clustered(3_000, 32, 20, 2);
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN);
        var pool = Executors.newFixedThreadPool(4)) {
      index.addAll(vectors, 2).merge();
      try (var reader = index.reader()) {
        Callable<Double> search =
            () -> TestIndex.recall(reader, TestIndex.rows(vectors, 0, 50), 10, 100, null);
        for (var result : pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> search).toList())) {
          assertThat(result.get()).isGreaterThan(0.97);
        }
      }
    }
  }
}
