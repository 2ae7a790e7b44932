package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealFeaturesTest {
  private static final int CROPS = 16;

  @TempDir Path folder;

  @Test
  void theNearestPicturesAreFound() throws Exception {
    requireRecall(RealFeatures.read(12_000 + CROPS * 300), 12_000);
  }

  @Test
  void theNearestOfAFewPicturesAreFound() throws Exception {
    requireRecall(RealFeatures.excerpt(2_560), 1_920);
  }

  /** Of the pictures after the first {@code count}, one crop each is searched for in those. */
  private void requireRecall(float[][] features, int count) throws Exception {
    float[][] vectors = TestIndex.normalised(features);
    float[][] targets = new float[(vectors.length - count) / CROPS][];
    Arrays.setAll(targets, i -> vectors[count + CROPS * i]);
    var settings = new GraphSettings(16, 60, 1_000);
    try (Directory directory = new MMapDirectory(folder);
        var index =
            new TestIndex(
                directory, VectorSimilarityFunction.EUCLIDEAN, new IndexWriterConfig(), settings)) {
      index.addAll(TestIndex.rows(vectors, 0, count), 2);
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
