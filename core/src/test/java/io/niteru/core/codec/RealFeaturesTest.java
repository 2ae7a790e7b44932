package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealFeaturesTest {
  private static final int COUNT = 12_000;
  private static final int TARGETS = 300;

  @TempDir Path folder;

  @Test
  void theNearestPicturesAreFound() throws Exception {
    float[][] vectors = TestIndex.normalised(RealFeatures.read(COUNT + 16 * TARGETS));
    float[][] targets = new float[TARGETS][];
    for (int i = 0; i < TARGETS; i++) {
      targets[i] = vectors[COUNT + 16 * i];
    }
    var settings = new GraphSettings(16, 60, 2, 1_000);
    try (Directory directory = new MMapDirectory(folder);
        var index =
            new TestIndex(
                directory, VectorSimilarityFunction.EUCLIDEAN, new IndexWriterConfig(), settings)) {
      index.addAll(TestIndex.rows(vectors, 0, COUNT), 2);
      try (var reader = index.reader()) {
        assertThat(TestIndex.recall(reader, targets, 10, 100, null)).as("scan").isGreaterThan(.999);
      }
      index.merge();
      try (var reader = index.reader()) {
        assertThat(TestIndex.recall(reader, targets, 10, 100, null)).as("100").isGreaterThan(0.97);
        assertThat(TestIndex.recall(reader, targets, 10, 1_000, null))
            .as("1000")
            .isGreaterThan(.999);
      }
    }
  }
}
