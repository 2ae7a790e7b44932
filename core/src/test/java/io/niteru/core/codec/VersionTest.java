package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @TempDir Path folder;

  @BeforeEach
  void build() throws Exception {
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(TestIndex.clustered(300, 10, 5, 1), 2).merge();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void olderSegmentsAreRefusedAndTheirOwnerToldWhatToDo(int version) throws Exception {
    for (String extension : new String[] {"nvm", "nv1", "nv4", "nvg"}) {
      SegmentFiles.setVersion(SegmentFiles.only(folder, extension), version);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(IndexFormatTooOldException.class)
        .hasMessageContaining("version " + version + " of the format of Niteru")
        .hasMessageContaining("index the documents again with this version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nvm", "nv1", "nv4", "nvg"})
  void eachOfTheFilesIsLookedAt(String extension) throws Exception {
    SegmentFiles.setVersion(SegmentFiles.only(folder, extension), 1);
    assertThatThrownBy(this::open).isInstanceOf(IndexFormatTooOldException.class);
  }

  @Test
  void newerSegmentsAreRefused() throws Exception {
    int next = NiteruVectorsFormat.VERSION_CURRENT + 1;
    SegmentFiles.setVersion(SegmentFiles.only(folder, "nvm"), next);
    assertThatThrownBy(this::open).isInstanceOf(IndexFormatTooNewException.class);
  }

  private void open() throws Exception {
    try (Directory directory = new MMapDirectory(folder)) {
      DirectoryReader.open(directory).close();
    }
  }
}
