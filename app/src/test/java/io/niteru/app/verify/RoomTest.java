package io.niteru.app.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.core.features.FeatureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
  @TempDir private Path folder;

  @Test
  void whatFitsIsNotRefused() throws IOException {
    try (FeatureFile file = rows(100)) {
      assertThatCode(() -> Room.checkGraph(file, 48, folder)).doesNotThrowAnyException();
      assertThatCode(() -> Room.checkCodes(file, folder)).doesNotThrowAnyException();
    }
  }

  @Test
  void aGraphLargerThanTheDiskIsRefused() throws IOException {
    try (FeatureFile file = rows(100_000)) {
      assertThatThrownBy(() -> Room.checkGraph(file, Integer.MAX_VALUE, folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("too little disk: the graph needs about ")
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void amountsHaveAUnit() {
    assertThat(Room.bytes(64_400_000)).isEqualTo("64 MB");
    assertThat(Room.bytes(999_600_000)).isEqualTo("1.00 GB");
    assertThat(Room.bytes(5_075_123_456d)).isEqualTo("5.08 GB");
  }

  private FeatureFile rows(int count) throws IOException {
    return FeatureFile.open(Files.write(folder.resolve("rows.bin"), new byte[4 * count]), 1);
  }
}
