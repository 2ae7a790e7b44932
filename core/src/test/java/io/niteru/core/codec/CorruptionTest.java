package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptionTest {
  @TempDir Path folder;

  private void build() throws IOException {
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(TestIndex.clustered(300, 10, 5, 1), 2).merge();
    }
  }

  @Test
  void aSoundIndexIsFoundSound() throws Exception {
    build();
    assertThat(isClean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nvm", "nv1", "nv4", "nvg", "vec", "vemf"})
  void anyChangedByteIsNoticed(String extension) throws Exception {
    build();
    Path file = SegmentFiles.only(folder, extension);
    byte[] sound = Files.readAllBytes(file);
    var random = new SplittableRandom(1);
    for (int i = 0; i < 60; i++) {
      byte[] corrupt = sound.clone();
      int at = i < 8 ? i : i < 24 ? sound.length - (i - 7) : random.nextInt(sound.length);
      corrupt[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, corrupt);
      assertThat(isClean()).as("byte %d of %s", at, extension).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nvm", "nv1", "nv4", "nvg"})
  void aFileCutShortIsNoticed(String extension) throws Exception {
    build();
    Path file = SegmentFiles.only(folder, extension);
    byte[] sound = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(sound, sound.length / 2));
    assertThat(isClean()).isFalse();
  }

  private boolean isClean() {
    try (Directory directory = new MMapDirectory(folder);
        var check = new CheckIndex(directory)) {
      check.setInfoStream(new PrintStream(new ByteArrayOutputStream()));
      return check.checkIndex().clean;
    } catch (IOException e) {
      return false;
    }
  }
}
