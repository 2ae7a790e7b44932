package io.niteru.app.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckTest {
  private static final double GB = 1e9;
  private static final int M = 48;

  @TempDir private Path folder;

  private FeatureFile file;

  @BeforeEach
  void writeRows() throws IOException {
    // 1,280 floats a row.
    file = FeatureFile.open(Files.write(folder.resolve("rows.bin"), new byte[5120 * 1000]), 1280);
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Test
  void whatFitsIsNotRefused() throws IOException {
    DiskCheck room = DiskCheck.in(folder);

    assertThatCode(() -> room.checkGraph(file, M)).doesNotThrowAnyException();
    assertThatCode(() -> room.checkCodes(file)).doesNotThrowAnyException();
  }

  @Test
  void aGraphLargerThanTheDiskIsRefused() {
    var room = new DiskCheck(folder, .01 * GB, 16 * GB, 2 * GB);

    assertThatThrownBy(() -> room.checkGraph(file, M))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "too little disk: the graph needs about 14 MB in " + folder + ", 10 MB are free");
  }

  @Test
  void codesLargerThanTheDiskAreRefused() {
    var room = new DiskCheck(folder, .001 * GB, 16 * GB, 2 * GB);

    assertThatThrownBy(() -> room.checkCodes(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "too little disk: exact search needs about 2 MB in " + folder + ", 1 MB are free");
  }

  @Test
  void aGraphLargerThanTheMemoryIsRefused() {
    var room = new DiskCheck(folder, GB, .1 * GB, 2 * GB);

    assertThatThrownBy(() -> room.checkGraph(file, M))
        .isInstanceOf(IOException.class)
        .hasMessage("too little memory: the graph needs about 170 MB, this machine has 100 MB");
  }

  @Test
  void aHeapTooSmallIsRefusedWithTheSettingThatSuffices() {
    var room = new DiskCheck(folder, GB, 16 * GB, .128 * GB);

    assertThatThrownBy(() -> room.checkGraph(file, M))
        .isInstanceOf(IOException.class)
        .hasMessage("too little heap: 168 MB are needed, 128 MB allowed; set NITERU_HEAP=168m");
  }

  @Test
  void amountsHaveAUnit() {
    assertThat(DiskCheck.bytes(64_400_000)).isEqualTo("64 MB");
    assertThat(DiskCheck.bytes(999_600_000)).isEqualTo("1.00 GB");
    assertThat(DiskCheck.bytes(5_075_123_456d)).isEqualTo("5.08 GB");
  }
}
