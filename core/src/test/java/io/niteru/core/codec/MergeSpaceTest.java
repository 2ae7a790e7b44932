package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.graph.BuildTuning;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAccumulator;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeSpaceTest {
  @TempDir Path folder;

  @Test
  void whileAGraphIsBuiltManyVectorsAreOnDiskOnlyOnce() throws Exception {
    float[][] vectors = TestIndex.clustered(4_000, 128, 20, 1);
    long bytes = 4_000 * 128 * 4;
    try (Directory directory = new MMapDirectory(folder)) {
      var most = new LongAccumulator(Math::max, 0);
      var settings =
          new GraphSettings(16, 100, 100, BuildTuning.DEFAULT.withMostRawFirst(bytes - 1));
      var format = new NiteruVectorsFormat(settings, 2, Workers.POOL, new Watcher(directory, most));
      try (var index =
          new TestIndex(
              directory, VectorSimilarityFunction.EUCLIDEAN, new IndexWriterConfig(), format)) {
        index.addAll(vectors, 4);
        index.writer.forceMerge(1);
      }
      assertThat(most.get()).isBetween(bytes, bytes * 11 / 10);
    }
  }

  /** Notes the bytes of files of vectors whenever vectors are being inserted. */
  private record Watcher(Directory directory, LongAccumulator most) implements MergeControl {
    @Override
    public Pass begin(Step step, int vectors, int workers) {
      return aborted -> {
        if (step == Step.INSERT) {
          long sum = 0;
          for (String file : directory.listAll()) {
            sum += file.endsWith(".vec") ? directory.fileLength(file) : 0;
          }
          most.accumulate(sum);
        }
      };
    }
  }
}
