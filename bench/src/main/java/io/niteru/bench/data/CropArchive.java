package io.niteru.bench.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Features of photographs and of random crops of them, a byte a dimension.
 *
 * <p>The file, gzip, little-endian: int32 rows, int32 dimension, a float32 scale for each row, then
 * an unsigned byte for each dimension of each row; the value is byte × scale. {@value #VIEWS} rows
 * belong to a photograph: the whole of it first, then its crops.
 *
 * @param dimension values a row
 * @param scale of each row
 * @param codes of each row
 */
record CropArchive(int dimension, float[] scale, byte[][] codes) {
  /** Rows of one photograph. */
  static final int VIEWS = 16;

  static CropArchive read(Path file) throws IOException {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)), 1 << 20))) {
      int rows = Integer.reverseBytes(in.readInt());
      int dimension = Integer.reverseBytes(in.readInt());
      float[] scale = new float[rows];
      for (int i = 0; i < rows; i++) {
        scale[i] = Float.intBitsToFloat(Integer.reverseBytes(in.readInt()));
      }
      byte[][] codes = new byte[rows][dimension];
      for (byte[] code : codes) {
        in.readFully(code);
      }
      return new CropArchive(dimension, scale, codes);
    } catch (EOFException e) {
      throw new IOException(file + " ends early; copy it again", e);
    }
  }

  float value(int row, int j) {
    return (codes[row][j] & 0xff) * scale[row];
  }
}
