package io.niteru.plugin.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.codec.TestIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotFilesTest {
  private static final float[][] VECTORS = TestIndex.clustered(2_000, 64, 20, 1);

  @TempDir Path folder;

  @Test
  void loadedFilesAreAllInMemoryAndUnloadedOnesAreNot() throws Exception {
    String disk = Files.getFileStore(folder).type();
    if (!List.of("ext4", "xfs", "btrfs").contains(disk)) {
      String reason = "needs ext4, xfs or btrfs, where temporary files are on " + disk;
      System.out.println("skipped: " + reason);
      Assumptions.abort(reason);
    }
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(VECTORS, 2).merge();
      index.writer.commit(); // only what is written to the disk can be let go
      try (DirectoryReader reader = index.reader()) {
        HotFiles files = hotFiles(reader);
        assertThat(files.files().hasGraph()).isTrue();
        assertThat(files.files().vectors()).isEqualTo(2_000);
        files.load();
        assertThat(files.residentBytes()).isEqualTo(files.files().bytes());
        files.unload();
        long left = files.residentBytes();
        assertThat(left).isLessThan(files.files().bytes() / 2);
        assertThat(TestIndex.recall(reader, TestIndex.rows(VECTORS, 0, 20), 10, 100, null))
            .isGreaterThan(0.97);
        assertThat(files.residentBytes()).isGreaterThan(left);
      }
    }
  }

  @Test
  void filesThatAreNotMappedCountAsInMemory() throws Exception {
    try (Directory directory = new ByteBuffersDirectory();
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(VECTORS, 1);
      try (DirectoryReader reader = index.reader()) {
        HotFiles files = hotFiles(reader);
        files.load();
        files.unload();
        assertThat(files.files().hasGraph()).isFalse();
        assertThat(files.files().bytes()).isPositive().isEqualTo(files.residentBytes());
      }
    }
  }

  @Test
  void fieldsWithoutCodesHaveNone() throws Exception {
    try (Directory directory = new ByteBuffersDirectory();
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(VECTORS, 1);
      try (DirectoryReader reader = index.reader()) {
        assertThat(HotFiles.of((SegmentReader) reader.leaves().getFirst().reader(), "other"))
            .isEmpty();
      }
    }
  }

  private static HotFiles hotFiles(DirectoryReader reader) throws IOException {
    SegmentReader segment = (SegmentReader) reader.leaves().getFirst().reader();
    return HotFiles.of(segment, TestIndex.FIELD).orElseThrow();
  }
}
