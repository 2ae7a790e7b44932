package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/** Changes files of an index by hand. */
final class SegmentFiles {
  /** Magic number and algorithm come before it, both big-endian ints, as is the checksum. */
  private static final int CHECKSUM = Long.BYTES;

  private SegmentFiles() {}

  /** The only file with an extension. */
  static Path only(Path folder, String extension) throws IOException {
    try (var files = Files.list(folder)) {
      List<Path> found = files.filter(f -> f.toString().endsWith("." + extension)).toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  /** Makes the checksum of a file right again that is otherwise not. */
  static void mendChecksum(byte[] file) {
    var crc = new CRC32();
    crc.update(file, 0, file.length - CHECKSUM);
    ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN).putLong(file.length - 8, crc.getValue());
  }

  /** Writes another version into the header of a file. */
  static void setVersion(Path path, int version) throws IOException {
    byte[] file = Files.readAllBytes(path);
    // Magic number, then the name of the codec after a byte of its length.
    ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN).putInt(5 + file[4], version);
    mendChecksum(file);
    Files.write(path, file);
  }
}
