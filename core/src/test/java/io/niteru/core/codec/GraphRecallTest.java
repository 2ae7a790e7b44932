package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.search.EfSearch;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a graph, a wider beam finds more, and the widest all. */
class GraphRecallTest {
  /** The last of them is too wide for a walk, and the codes are scanned. */
  private static final int[] BEAMS = {10, 20, 40, 60, 1_000};

  private static final int COUNT = 6_000;
  private static final int TARGETS = 60;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "UNIFORM, 128, 10",
    "UNIFORM, 128, 60",
    "GAUSSIAN, 32, 40",
    "SPARSE, 96, 40",
    "CLUSTERED, 256, 10",
    "CLUSTERED, 256, 60"
  })
  void aWiderBeamFindsNoLess(HardData kind, int dimension, int k) throws Exception {
    float[][] all = kind.vectors(COUNT + TARGETS, dimension, 5);
    float[][] targets =
        HardData.targets(TestIndex.rows(all, 0, COUNT), TestIndex.rows(all, COUNT, all.length));
    try (var directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(TestIndex.rows(all, 0, COUNT), 2).merge();
      try (DirectoryReader reader = index.reader()) {
        assertThat(TestIndex.stored(reader.leaves().getFirst()).graph()).isNotNull();
        double before = 0;
        for (int beam : BEAMS) {
          double recall = TestIndex.recall(reader, targets, k, new EfSearch(beam), null);
          System.out.printf("%s k %d efSearch %d: %.4f%n", kind, k, beam, recall);
          assertThat(recall).as("efSearch " + beam).isGreaterThanOrEqualTo(before);
          before = recall;
        }
        assertThat(before).isGreaterThanOrEqualTo(.999);
      }
    }
  }
}
