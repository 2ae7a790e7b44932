package io.niteru.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowStreamTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"raw.bin,1280,2000", "raw.bin,1,5", "raw.bin,3,700000", "rows.fvecs,65,20001"})
  void rowsAreThoseOfTheMapping(String name, int dimension, int count) throws IOException {
    try (FeatureFile file = FeatureFile.open(write(name, dimension, count), dimension);
        RowStream stream = RowStream.open(file)) {
      float[] row = new float[dimension];
      for (int i = 0; i < count; i++) {
        stream.read(i, row);
        assertThat(row).isEqualTo(file.row(i));
      }
      stream.read(0, row);
      assertThat(row).isEqualTo(file.row(0));
    }
  }

  @Test
  void aFileThatShrinksMeanwhileIsTold() throws IOException {
    Path path = write("raw.bin", 1280, 2000);
    try (FeatureFile file = FeatureFile.open(path, 1280);
        RowStream stream = RowStream.open(file)) {
      float[] row = new float[1280];
      stream.read(0, row);
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(6_000_000);
      }

      assertThatThrownBy(() -> stream.read(1999, row))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("raw.bin");
    }
  }

  private Path write(String name, int dimension, int count) throws IOException {
    int header = name.endsWith(".fvecs") ? 4 : 0;
    ByteBuffer bytes =
        ByteBuffer.allocate(count * (header + 4 * dimension)).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(dimension);
    for (int i = 0; i < count; i++) {
      if (header > 0) {
        bytes.putInt(dimension);
      }
      for (int j = 0; j < dimension; j++) {
        bytes.putFloat(random.nextFloat());
      }
    }
    return Files.write(folder.resolve(name), bytes.array());
  }
}
