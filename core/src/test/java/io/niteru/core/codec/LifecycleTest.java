package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
  @TempDir Path folder;

  /** Adds, updates, deletes, merges and reopens at random; the answer must stay near the exact. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersStayRightWhateverHappens(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    int dimension = random.nextInt(1, 100);
    var config = new IndexWriterConfig();
    if (seed == 3) {
      config.setIndexSort(new Sort(new SortField("n", SortField.Type.LONG, true)));
    }
    float[][] vectors = TestIndex.clustered(6_000, dimension, 30, seed);
    float[][] targets = TestIndex.clustered(10, dimension, 30, seed);
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN, config)) {
      int next = 0;
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(8)) {
          case 0 -> index.writer.deleteDocuments(new Term("id", "" + random.nextInt(next + 1)));
          case 1 -> index.writer.deleteDocuments(between(next / 3, next / 3 + random.nextInt(200)));
          case 2 -> index.add(random.nextInt(next + 1), vectors[random.nextInt(6_000)]);
          case 3 -> index.add(random.nextInt(next + 1), null);
          case 4 -> index.writer.flush();
          case 5 -> index.writer.forceMerge(random.nextInt(1, 4));
          case 6 -> index.writer.commit();
          default -> {}
        }
        for (int n = random.nextInt(150); n > 0; n--) {
          index.writer.addDocument(index.document(next, vectors[next++ % 6_000]));
        }
        if (step % 4 == 0) {
          check(index, targets);
        }
      }
      index.writer.forceMerge(1);
      check(index, targets);
    }
  }

  private static void check(TestIndex index, float[][] targets) throws Exception {
    try (DirectoryReader reader = index.reader()) {
      assertThat(TestIndex.recall(reader, targets, 10, 100, null)).isGreaterThan(0.9);
      assertThat(TestIndex.recall(reader, targets, 10, 100, between(0, reader.maxDoc() / 20)))
          .isGreaterThan(0.9);
    }
  }

  private static Query between(int from, int to) {
    return NumericDocValuesField.newSlowRangeQuery("n", from, to);
  }

  @Test
  void aGraphThatIsReusedIsAsGoodAsOneBuiltAtOnce() throws Exception {
    float[][] vectors = TestIndex.clustered(8_050, 64, 40, 9);
    float[][] targets = TestIndex.rows(vectors, 8_000, 8_050);
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(TestIndex.rows(vectors, 0, 4_000), 2).merge();
      for (int i = 4_000; i < 8_000; i++) {
        index.add(i, vectors[i]);
      }
      index.writer.deleteDocuments(between(1_000, 1_999));
      index.merge();
      try (DirectoryReader reader = index.reader()) {
        assertThat(reader.leaves()).hasSize(1);
        assertThat(reader.numDocs()).isEqualTo(7_000);
        assertThat(TestIndex.recall(reader, targets, 10, 100, null)).isGreaterThan(0.97);
        assertThat(TestIndex.recall(reader, TestIndex.rows(targets, 0, 2), 7_000, 10, null))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void anIndexIsReadAgainAfterItWasClosed() throws Exception {
    float[][] vectors = TestIndex.clustered(1_000, 20, 10, 10);
    try (Directory directory = new MMapDirectory(folder)) {
      try (var index = new TestIndex(directory, VectorSimilarityFunction.COSINE)) {
        index.addAll(vectors, 4).merge();
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(TestIndex.recall(reader, TestIndex.rows(vectors, 0, 20), 10, 100, null))
            .isGreaterThan(0.97);
      }
    }
  }
}
