package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeAbortTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 400, 1_000})
  void anAbortedMergeLeavesNothingBehind(int millis) throws Exception {
    float[][] vectors = TestIndex.clustered(6_000, 128, 20, 1);
    try (Directory directory = new MMapDirectory(folder)) {
      var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN);
      index.addAll(vectors, 4);
      index.writer.commit();
      index.writer.forceMerge(1, false);
      Thread.sleep(millis);
      index.writer.rollback();
      List<String> committed =
          SegmentInfos.readLatestCommit(directory).files(true).stream().sorted().toList();
      assertThat(Arrays.stream(directory.listAll()).filter(f -> !f.equals("write.lock")))
          .containsExactlyElementsOf(committed);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(TestIndex.recall(reader, TestIndex.rows(vectors, 0, 5), 10, 100, null))
            .isGreaterThan(0.9);
      }
    }
  }
}
