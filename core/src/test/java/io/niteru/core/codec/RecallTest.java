package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.core.search.Calibration;
import io.niteru.core.search.Recall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallTest {
  private static final int COUNT = 24_000;
  private static final int CROPS = 16;
  private static final int TARGETS = 300;
  private static final GraphSettings SETTINGS = new GraphSettings(24, 80, 1_000);

  @TempDir Path folder;

  @Test
  void newPicturesAreFoundWithTheRecallAskedFor() throws Exception {
    float[][] vectors = TestIndex.normalised(RealFeatures.read(COUNT + CROPS * TARGETS));
    float[][] targets = new float[TARGETS][];
    Arrays.setAll(targets, i -> vectors[COUNT + CROPS * i]);
    try (Directory directory = new MMapDirectory(folder);
        var index = index(directory)) {
      index.addAll(TestIndex.rows(vectors, 0, COUNT), 2).merge();
      try (var reader = index.reader()) {
        double modest = TestIndex.recall(reader, targets, 10, new Recall(.9), null);
        double high = TestIndex.recall(reader, targets, 10, new Recall(.99), null);
        System.out.printf("recall .9 asked: %.4f, .99 asked: %.4f%n", modest, high);
        assertThat(modest).isBetween(.87, .97);
        // Of 3,000 hits; both this and the trials deviate by about .003.
        assertThat(high).isCloseTo(.99, within(.01));
      }
    }
  }

  @Test
  void everyGraphKnowsItsRecallAfterMergesAndDeletions() throws Exception {
    float[][] vectors = TestIndex.clustered(4_000, 48, 40, 1);
    try (Directory directory = new ByteBuffersDirectory();
        var index = index(directory)) {
      index.addAll(TestIndex.rows(vectors, 0, 2_000), 2).merge();
      for (int i = 0; i < 2_000; i += 3) {
        index.writer.deleteDocuments(new Term("id", "" + i));
      }
      for (int i = 2_000; i < vectors.length; i++) {
        index.add(i, vectors[i]);
      }
      index.merge();
      try (var reader = index.reader()) {
        FieldMeta meta = meta(reader);
        assertThat(meta.layers()).isNotEmpty();
        assertThat(meta.calibration().curves())
            .hasSize(2)
            .allSatisfy(curve -> assertThat(sorted(curve.recalls())).isNotEmpty());
        float[][] targets = TestIndex.clustered(100, 48, 40, 1);
        assertThat(TestIndex.recall(reader, targets, 10, new Recall(.99), null)).isGreaterThan(.97);
        assertThat(TestIndex.recall(reader, targets, 10, 1_000, null)).isEqualTo(1);
      }
    }
  }

  @Test
  void aMergeThatAddsLittleKeepsWhatIsKnownOfRecall() throws Exception {
    float[][] vectors = TestIndex.clustered(2_150, 48, 40, 1);
    try (Directory directory = new ByteBuffersDirectory();
        var index = index(directory)) {
      index.addAll(TestIndex.rows(vectors, 0, 2_100), 2).merge();
      List<float[]> before;
      try (var reader = index.reader()) {
        before = recalls(reader);
      }
      for (int i = 2_100; i < vectors.length; i++) {
        index.add(i, vectors[i]);
      }
      index.merge();
      try (var reader = index.reader()) {
        assertThat(meta(reader).size()).isEqualTo(2_150);
        assertThat(recalls(reader)).usingRecursiveComparison().isEqualTo(before);
      }
    }
  }

  @Test
  void aMergeInWhichMostVectorsAreOthersFindsOutItsRecallAnew() throws Exception {
    float[][] easy = TestIndex.clustered(2_100, 48, 40, 1);
    float[][] hard = TestIndex.clustered(1_600, 48, 1_600, 2);
    var patient = new IndexWriterConfig();
    patient.setMergePolicy(new TieredMergePolicy().setDeletesPctAllowed(50));
    try (Directory directory = new ByteBuffersDirectory();
        var index = index(directory, patient)) {
      index.addAll(easy, 2).merge();
      List<float[]> before;
      try (var reader = index.reader()) {
        before = recalls(reader);
      }
      for (int i = 0; i < hard.length; i++) {
        index.add(i, hard[i]);
      }
      index.merge();
      try (var reader = index.reader()) {
        assertThat(meta(reader).size()).isEqualTo(2_100);
        assertThat(recalls(reader)).usingRecursiveComparison().isNotEqualTo(before);
      }
    }
  }

  private static List<float[]> recalls(DirectoryReader reader) throws IOException {
    return meta(reader).calibration().curves().stream().map(Calibration.Curve::recalls).toList();
  }

  @Test
  void aScannedSegmentFindsWhatIsAskedFor() throws Exception {
    float[][] vectors = TestIndex.clustered(700, 48, 5, 2);
    try (Directory directory = new ByteBuffersDirectory();
        var index = index(directory)) {
      index.addAll(vectors, 3);
      try (var reader = index.reader()) {
        assertThat(meta(reader).calibration().curves()).isEmpty();
        assertThat(TestIndex.recall(reader, vectors, 10, new Recall(.99), null))
            .isGreaterThanOrEqualTo(.99);
      }
    }
  }

  private static List<Float> sorted(float[] recalls) {
    List<Float> list = new ArrayList<>();
    for (float recall : recalls) {
      assertThat(recall).isBetween(0f, 1f);
      list.add(recall);
    }
    return list;
  }

  private static FieldMeta meta(DirectoryReader reader) throws IOException {
    return TestIndex.stored(reader.leaves().getFirst()).meta();
  }

  private static TestIndex index(Directory directory) throws IOException {
    return index(directory, new IndexWriterConfig());
  }

  private static TestIndex index(Directory directory, IndexWriterConfig config) throws IOException {
    return new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN, config, SETTINGS);
  }
}
