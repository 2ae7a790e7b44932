package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAccumulator;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.InfoStream;
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
      var config = new IndexWriterConfig().setInfoStream(new Watcher(directory, most));
      var settings = new GraphSettings(16, 100, 2, 100, bytes - 1, new GraphTurns());
      try (var index =
          new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN, config, settings)) {
        index.addAll(vectors, 4);
        index.writer.forceMerge(1);
      }
      assertThat(most.get()).isBetween(bytes, bytes * 11 / 10);
    }
  }

  /** Notes the bytes of files of vectors whenever a graph says how far it is. */
  private static final class Watcher extends InfoStream {
    private final Directory directory;
    private final LongAccumulator most;

    Watcher(Directory directory, LongAccumulator most) {
      this.directory = directory;
      this.most = most;
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("HNSW");
    }

    @Override
    public void message(String component, String message) {
      try {
        long sum = 0;
        for (String file : directory.listAll()) {
          sum += file.endsWith(".vec") ? directory.fileLength(file) : 0;
        }
        most.accumulate(sum);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {}
  }
}
