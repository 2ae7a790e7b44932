package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final int COUNT = 30_000;

  /** So many that one which meets no cluster but a wrong one does not decide. */
  private static final int TARGETS = 100;

  private static final float[][] VECTORS = TestIndex.clustered(COUNT + TARGETS, 64, 100, 1);

  @TempDir static Path folder;
  private static Directory directory;
  private static TestIndex index;
  private static DirectoryReader reader;

  @BeforeAll
  static void build() throws Exception {
    directory = new MMapDirectory(folder);
    index =
        new TestIndex(
            directory,
            VectorSimilarityFunction.EUCLIDEAN,
            new IndexWriterConfig(),
            new GraphSettings(16, 60, 100));
    index.addAll(TestIndex.rows(VECTORS, 0, COUNT), 2).merge();
    reader = index.reader();
  }

  @AfterAll
  static void close() throws Exception {
    reader.close();
    index.close();
    directory.close();
  }

  /** {@link TestIndex#recall} also checks that as many hits are found as there can be. */
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 11, 100, 300, 1_000, 3_000, 10_000, 15_000, 27_000, 30_000})
  void theNearestOfThoseThatMatchAreFound(int matching) throws Exception {
    var filter = NumericDocValuesField.newSlowRangeQuery("n", 500, 500 + matching - 1);
    float[][] targets = TestIndex.rows(VECTORS, COUNT, COUNT + TARGETS);
    assertThat(TestIndex.recall(reader, targets, 10, 100, filter)).isGreaterThan(0.95);
  }

  @Test
  void nothingIsFoundWhereNothingMatches() throws Exception {
    float[][] targets = TestIndex.rows(VECTORS, COUNT, COUNT + 1);
    assertThat(TestIndex.recall(reader, targets, 10, 50, MatchNoDocsQuery.INSTANCE)).isEqualTo(1);
    var none = NumericDocValuesField.newSlowRangeQuery("n", -5, -1);
    assertThat(TestIndex.recall(reader, targets, 10, 50, none)).isEqualTo(1);
  }
}
