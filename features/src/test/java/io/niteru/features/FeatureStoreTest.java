package io.niteru.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.features.FeatureFolderException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStoreTest {
  private static final int DIMENSION = 3;

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void useAFolderThatIsNotThereYet() {
    folder = temp.resolve("deep/features");
  }

  @Test
  void rowsComeBackAsTheyWereAppended() throws IOException {
    List<String> names = List.of("a b.jpg", "line\nbreak\r.jpg", "back\\slash\\n.jpg", "ä/似.jpg");
    try (FeatureStore store = FeatureStore.open(folder, info("m", "/p"))) {
      for (String name : names) {
        store.append(name, row(store.rows()));
      }
    }
    FeatureFolder read = new FeatureFolder(folder);
    assertThat(read.names()).isEqualTo(names);
    assertThat(read.info()).isEqualTo(info("m", "/p"));
    try (FeatureFile features = read.features()) {
      assertThat(features.rows()).isEqualTo(4);
      float[] feature = new float[DIMENSION];
      features.read(3, feature);
      assertThat(feature).isEqualTo(row(3));
      assertThatThrownBy(() -> features.read(4, feature)).hasMessageContaining("no row 4");
      FeatureFile head = features.head(2);
      assertThat(head.rows()).isEqualTo(2);
      assertThat(head.row(1)).isEqualTo(row(1));
      assertThatThrownBy(() -> head.row(2)).hasMessageContaining("no row 2");
    }
    assertThat(folder.resolve(FeatureFolder.NAMES)).content().hasLineCount(4);
  }

  @Test
  void everyTornEndIsCutBackToTheLastWholeRow() throws IOException {
    fill(0, 4);
    byte[] features = Files.readAllBytes(folder.resolve(FeatureFolder.FEATURES));
    byte[] names = Files.readAllBytes(folder.resolve(FeatureFolder.NAMES));
    for (int f = 0; f <= features.length; f++) {
      for (int n = 0; n <= names.length; n++) {
        cut(FeatureFolder.FEATURES, features, f);
        cut(FeatureFolder.NAMES, names, n);
        fill(-1, 4);
        assertThat(folder.resolve(FeatureFolder.FEATURES)).hasBinaryContent(features);
        assertThat(folder.resolve(FeatureFolder.NAMES)).hasBinaryContent(names);
      }
    }
  }

  @Test
  void rowsOfAnotherModelOrOtherPicturesAreRefused() throws IOException {
    fill(0, 1);
    assertThatThrownBy(() -> FeatureStore.open(folder, info("other", "/p")))
        .isInstanceOfSatisfying(
            FeatureFolderException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_MODEL));
    assertThatThrownBy(() -> FeatureStore.open(folder, info("m", "/elsewhere")))
        .isInstanceOfSatisfying(
            FeatureFolderException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_PICTURES))
        .hasMessageContaining("not /elsewhere");
  }

  @Test
  void rowsOfUnknownOriginAreRefused() throws IOException {
    fill(0, 1);
    Files.delete(folder.resolve(FeatureFolder.INFO));
    assertThatThrownBy(() -> FeatureStore.open(folder, info("m", "/p")))
        .hasMessageContaining("features.properties");
  }

  @Test
  void aSecondWriterIsTurnedAway() throws IOException {
    try (FeatureStore first = FeatureStore.open(folder, info("m", "/p"))) {
      assertThat(first.rows()).isZero();
      assertThatThrownBy(() -> FeatureStore.open(folder, info("m", "/p")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another extraction is writing");
    }
    fill(0, 1);
  }

  @Test
  void aRowOfAnotherDimensionIsRefused() throws IOException {
    try (FeatureStore store = FeatureStore.open(folder, info("m", "/p"))) {
      assertThatThrownBy(() -> store.append("x", new float[2])).hasMessageContaining("2 floats");
    }
  }

  @Test
  void aFileOfTheWrongLengthSaysWhichLengthsItHas() throws IOException {
    Path file = Files.write(temp.resolve("fvecs.bin"), new byte[50]);
    assertThatThrownBy(() -> FeatureFile.open(file, 4))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("50 bytes", "16 bytes of a row of 4 dimensions");
  }

  @Test
  void anFvecsFileTellsItsDimension() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * 12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(2).putFloat(1).putFloat(2).putInt(2).putFloat(3).putFloat(4);
    Path file = Files.write(temp.resolve("x.fvecs"), bytes.array());
    try (FeatureFile features = FeatureFile.open(file)) {
      float[] feature = new float[2];
      features.read(1, feature);
      assertThat(feature).containsExactly(3, 4);
      assertThat(features.rows()).isEqualTo(2);
    }
    assertThatThrownBy(() -> FeatureFile.open(file, 3)).hasMessageContaining("2 dimensions, not 3");
  }

  @Test
  void aFileOfMoreThanTwoGibibytesIsReadToItsEnd() throws IOException {
    Path file = temp.resolve("sparse.bin");
    long rows = (5L << 29) / 4096;
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(rows * 4096);
      sparse.seek(rows * 4096 - 4);
      sparse.write(new byte[] {0, 0, (byte) 0x80, 0x3f});
    }
    try (FeatureFile features = FeatureFile.open(file, 1024)) {
      float[] feature = new float[1024];
      features.read(features.rows() - 1, feature);
      assertThat(feature[1023]).isEqualTo(1f);
    }
  }

  /** Appends rows {@code from} (or what is missing, if negative) to {@code to} - 1. */
  private void fill(int from, int to) throws IOException {
    try (FeatureStore store = FeatureStore.open(folder, info("m", "/p"))) {
      assertThat(store.names()).hasSize(store.rows());
      for (int i = from < 0 ? store.rows() : from; i < to; i++) {
        store.append("ä" + i, row(i));
      }
    }
  }

  private void cut(String name, byte[] bytes, int length) throws IOException {
    Files.write(folder.resolve(name), Arrays.copyOf(bytes, length));
  }

  private static float[] row(int i) {
    return new float[] {i, i + 0.5f, -i};
  }

  private static FeatureInfo info(String model, String pictures) {
    return new FeatureInfo(DIMENSION, pictures, model, new TreeMap<>(Map.of("sha256", model)));
  }
}
