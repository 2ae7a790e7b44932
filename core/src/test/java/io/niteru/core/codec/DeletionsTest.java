package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Merges with so many deleted vectors that what is left is smaller than a graph must be, or
 * nothing.
 */
class DeletionsTest {
  @TempDir Path folder;

  @Test
  void aMergeThatFallsBelowTheUsualSizeOfAGraphFindsTheNearest() throws Exception {
    float[][] vectors = TestIndex.clustered(6_000, 32, 30, 1);
    try (Directory directory = new MMapDirectory(folder);
        var index = index(directory, GraphSettings.DEFAULT_MIN_SIZE)) {
      index.addAll(vectors, 2);
      deleteRange(index, 0, 1_500);
      index.merge();
      assertRight(index, 4_500, vectors);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 12, 0",
    "10, 12, 1",
    "10, 12, 2",
    "10, 12, 3",
    "10, 12, 11",
    "10, 12, 12",
    "10, 300, 290",
    "10, 300, 291",
    "10, 300, 295",
    "1, 40, 38",
    "1, 40, 39",
    "1, 40, 40",
    "2, 40, 39"
  })
  void smallGraphsAreWrittenAndLeftOutByWhatIsLeft(int minSize, int count, int deleted)
      throws Exception {
    float[][] vectors = TestIndex.clustered(count, 16, 3, 2);
    try (Directory directory = new ByteBuffersDirectory();
        var index = index(directory, minSize)) {
      index.addAll(vectors, 2);
      index.writer.addDocument(index.document(count, null));
      deleteRange(index, 0, deleted);
      index.merge();
      assertRight(index, count - deleted, vectors);
      assertThat(hasGraph(index)).isEqualTo(count - deleted >= minSize);
      // And once more, from what the first merge wrote.
      index.add(count + 1, vectors[0]);
      index.merge();
      assertRight(index, count - deleted + 1, vectors);
      assertThat(hasGraph(index)).isEqualTo(count - deleted + 1 >= minSize);
    }
  }

  @Test
  void whatIsIndexedTwiceIsFoundOnce() throws Exception {
    float[][] vectors = TestIndex.clustered(4_000, 32, 30, 3);
    try (Directory directory = new MMapDirectory(folder);
        var index = index(directory, GraphSettings.DEFAULT_MIN_SIZE)) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < vectors.length; i++) {
          index.add(i, vectors[i]);
        }
      }
      index.merge();
      assertRight(index, 4_000, vectors);
    }
  }

  @ParameterizedTest
  @CsvSource({"v, 1", "v, 10", "v, 5000", "w, 1", "w, 10", "w, 5000"})
  void allVectorsOfOneFieldMayBeDeleted(String gone, int minSize) throws Exception {
    float[][] vectors = TestIndex.clustered(200, 16, 5, 4);
    String kept = gone.equals("v") ? "w" : "v";
    try (Directory directory = new ByteBuffersDirectory();
        var index = index(directory, minSize)) {
      for (int i = 0; i < vectors.length; i++) {
        index.writer.addDocument(document(i, i < 100 ? gone : kept, vectors[i]));
      }
      index.writer.flush();
      index.writer.addDocument(document(200, kept, vectors[0]));
      deleteRange(index, 0, 100);
      index.merge();
      try (var reader = index.reader()) {
        var searcher = new IndexSearcher(reader);
        assertThat(searcher.search(new KnnFloatVectorQuery(gone, vectors[0], 5), 5).scoreDocs)
            .isEmpty();
        assertThat(searcher.search(new KnnFloatVectorQuery(kept, vectors[0], 500), 500).scoreDocs)
            .hasSize(101);
      }
      index.writer.addDocument(document(201, gone, vectors[0]));
      index.merge();
      try (var reader = index.reader()) {
        var searcher = new IndexSearcher(reader);
        assertThat(searcher.search(new KnnFloatVectorQuery(gone, vectors[0], 5), 5).scoreDocs)
            .hasSize(1);
      }
    }
  }

  @Test
  void nothingMayBeLeftOfAnIndex() throws Exception {
    float[][] vectors = TestIndex.clustered(200, 16, 5, 5);
    try (Directory directory = new ByteBuffersDirectory();
        var index = index(directory, 10)) {
      index.addAll(vectors, 2);
      deleteRange(index, 0, 200);
      index.merge();
      assertRight(index, 0, vectors);
      index.addAll(vectors, 2).merge();
      assertRight(index, 200, vectors);
    }
  }

  private static TestIndex index(Directory directory, int minSize) throws IOException {
    return new TestIndex(
        directory,
        VectorSimilarityFunction.EUCLIDEAN,
        new IndexWriterConfig(),
        new GraphSettings(16, 100, minSize));
  }

  /** Whether codes are in the order of a graph: exactly where there is one. */
  private static boolean hasGraph(TestIndex index) throws IOException {
    try (DirectoryReader reader = index.reader()) {
      StoredField stored = TestIndex.stored(reader.leaves().getFirst());
      assertThat(stored.codes().order().isIdentity()).isEqualTo(stored.graph() == null);
      return stored.graph() != null;
    }
  }

  private static Document document(int id, String field, float[] vector) {
    var document = new Document();
    document.add(new StringField("id", "" + id, Field.Store.YES));
    document.add(new NumericDocValuesField("n", id));
    document.add(new KnnFloatVectorField(field, vector, VectorSimilarityFunction.EUCLIDEAN));
    return document;
  }

  private static void deleteRange(TestIndex index, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      index.writer.deleteDocuments(new Term("id", "" + i));
    }
  }

  private static void assertRight(TestIndex index, int count, float[][] targets)
      throws IOException {
    try (DirectoryReader reader = index.reader()) {
      var all = new KnnFloatVectorQuery(TestIndex.FIELD, targets[0], 10_000);
      assertThat(new IndexSearcher(reader).search(all, 10_000).scoreDocs).hasSize(count);
      float[][] some = TestIndex.rows(targets, 0, Math.min(50, targets.length));
      assertThat(TestIndex.recall(reader, some, 10, 200, null)).isGreaterThan(.98);
    }
  }
}
