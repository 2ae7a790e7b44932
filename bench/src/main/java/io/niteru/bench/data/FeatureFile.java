package io.niteru.bench.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A mapped file of float32 rows: {@code .fvecs} (each row behind its dimension as int32) or any
 * other name (rows alone). Thread-safe; unmapped when the garbage collector finds it.
 */
public final class FeatureFile {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private final int dimension;
  private final int header;
  private final int rows;

  private FeatureFile(MemorySegment bytes, int dimension, int header, int rows) {
    this.bytes = bytes;
    this.dimension = dimension;
    this.header = header;
    this.rows = rows;
  }

  /**
   * Maps a file.
   *
   * @param dimension values a row; {@code .fvecs} files must agree
   * @throws IllegalArgumentException if the size or the first row do not fit the dimension
   */
  public static FeatureFile open(Path file, int dimension) throws IOException {
    int header = file.toString().endsWith(".fvecs") ? Integer.BYTES : 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long stride = header + (long) dimension * Float.BYTES;
      long size = channel.size();
      if (size == 0 || size % stride != 0 || size / stride > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            file
                + " has "
                + size
                + " bytes, not rows of "
                + dimension
                + " floats; see --dimension");
      }
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
      if (header > 0) {
        int first = bytes.get(INT, 0);
        if (first != dimension) {
          throw new IllegalArgumentException(
              file + " has rows of " + first + " dimensions, not " + dimension);
        }
      }
      return new FeatureFile(bytes, dimension, header, (int) (size / stride));
    }
  }

  /** Rows in the file. */
  public int rows() {
    return rows;
  }

  /** Values a row. */
  public int dimension() {
    return dimension;
  }

  /** Copies a row into {@code out}, which has room for it. */
  public void read(int row, float[] out) {
    MemorySegment.copy(bytes, FLOAT, offset(row), out, 0, dimension);
  }

  /** A copy of a row. */
  public float[] row(int row) {
    float[] out = new float[dimension];
    read(row, out);
    return out;
  }

  /** The bytes of the file; row {@code i} begins at {@code offset(i)}. */
  public MemorySegment bytes() {
    return bytes;
  }

  /** Where a row begins in {@link #bytes()}. */
  public long offset(int row) {
    return row * (header + (long) dimension * Float.BYTES) + header;
  }
}
