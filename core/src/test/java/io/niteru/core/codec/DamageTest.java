package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.index.CorruptIndexException;
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

/** Damaged files are refused when a segment is opened, and with the one kind of exception. */
class DamageTest {
  @TempDir Path folder;

  @BeforeEach
  void build() throws IOException {
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.DOT_PRODUCT)) {
      index.addAll(TestIndex.normalised(TestIndex.clustered(700, 5, 5, 1)), 2).merge();
    }
  }

  @Test
  void aByteOfTheMetaFileThatChangedIsFound() throws Exception {
    Path path = SegmentFiles.only(folder, "nvm");
    byte[] sound = Files.readAllBytes(path);
    for (int at = 0; at < sound.length; at++) {
      byte[] damaged = sound.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      Files.write(path, damaged);
      assertThat(isRefused()).as("byte %d of %d", at, sound.length).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nvm", "nv1", "nv4", "nvg"})
  void aFileThatWasCutIsFound(String extension) throws Exception {
    Path path = SegmentFiles.only(folder, extension);
    byte[] sound = Files.readAllBytes(path);
    for (int length = 0; length < sound.length; length += length < 100 ? 1 : sound.length / 50) {
      Files.write(path, Arrays.copyOf(sound, length));
      assertThat(isRefused()).as("%d of %d bytes of %s", length, sound.length, extension).isTrue();
    }
  }

  /** As if a program had written nonsense: no number is believed, however well it is sealed. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 3, 700, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void numbersThatCannotBeAreRefused(int number) throws Exception {
    Path path = SegmentFiles.only(folder, "nvm");
    byte[] sound = Files.readAllBytes(path);
    int refused = 0;
    int body = body(sound);
    for (int at = body; at < sound.length - 16; at += Integer.BYTES) {
      byte[] damaged = sound.clone();
      ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
      SegmentFiles.mendChecksum(damaged);
      Files.write(path, damaged);
      refused += isRefused() ? 1 : 0;
    }
    // What is no number of others, or was this one before, may be anything.
    assertThat(refused).isGreaterThan((sound.length - 16 - body) / 4 / 4);
  }

  @Test
  void curvesWithoutARecallAreRefused() throws Exception {
    Path path = SegmentFiles.only(folder, "nvm");
    byte[] sound = Files.readAllBytes(path);
    byte[] damaged = Arrays.copyOf(sound, sound.length + 12);
    ByteBuffer bytes = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
    int end = sound.length - 16 - Integer.BYTES;
    int recalls = recallsOfTheLastCurve(sound, end);
    int at = end - 4 * recalls - Integer.BYTES;
    bytes.putInt(at, 0).putInt(at + 4, -1);
    System.arraycopy(sound, sound.length - 16, damaged, at + 8, 16);
    byte[] cut = Arrays.copyOf(damaged, at + 24);
    SegmentFiles.mendChecksum(cut);
    Files.write(path, cut);
    assertThat(isRefused()).isTrue();
  }

  /** The number of recalls stands before them, and they are between 0 and 1. */
  private static int recallsOfTheLastCurve(byte[] file, int end) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int n = 1;
    while (bytes.getInt(end - 4 * n - 4) != n) {
      n++;
    }
    return n;
  }

  /** Where the header ends: after the name, the version, an id and a suffix, each with its length. */
  private static int body(byte[] file) {
    int suffix = 5 + file[4] + 4 + 16;
    return suffix + 1 + file[suffix];
  }

  /** Whether opening fails; with nothing but what Lucene has for it. */
  private boolean isRefused() throws IOException {
    try (Directory directory = new MMapDirectory(folder)) {
      DirectoryReader.open(directory).close();
      return false;
    } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException e) {
      return true;
    } catch (EOFException e) {
      throw new AssertionError("a sealed file ends too early", e);
    }
  }
}
