package io.niteru.features;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Rows of float32 in a memory-mapped file of any size. Two layouts, told apart by the name:
 *
 * <ul>
 *   <li>{@code *.fvecs}: each row is its dimension as an int32, then that many float32;
 *   <li>anything else, as a rule {@code fvecs.bin}: float32 only, row after row.
 * </ul>
 *
 * All numbers are little-endian. Rows appended after the opening are not seen.
 *
 * <p>Thread-safe; reading allocates nothing. No thread may read after {@link #close()}.
 */
public final class FeatureFile implements AutoCloseable {
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path path;
  private final Arena arena;
  private final MemorySegment segment;
  private final int dimension;
  private final int header;
  private final long rowBytes;
  private final int rows;

  private FeatureFile(Path path, Arena arena, MemorySegment segment, int dimension, int header)
      throws IOException {
    this.path = path;
    this.arena = arena;
    this.segment = segment;
    this.dimension = dimension;
    this.header = header;
    this.rowBytes = header + 4L * dimension;
    if (segment.byteSize() % rowBytes != 0) {
      throw new IOException(
          path
              + " has "
              + segment.byteSize()
              + " bytes, which is no multiple of the "
              + rowBytes
              + " bytes of a row of "
              + dimension
              + " dimensions: the dimension is another, or the end is torn, which an extraction"
              + " that goes on mends");
    }
    long count = segment.byteSize() / rowBytes;
    if (count > Integer.MAX_VALUE) {
      throw new IOException(path + " has " + count + " rows; at most 2^31 - 1 are supported");
    }
    this.rows = (int) count;
  }

  /**
   * Maps a file.
   *
   * @param dimension floats in a row, at least 1; a {@code .fvecs} file must agree
   * @throws IOException if the file cannot be read or its size is no multiple of a row's
   */
  public static FeatureFile open(Path path, int dimension) throws IOException {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, not " + dimension);
    }
    return map(path, dimension);
  }

  /**
   * Maps a {@code .fvecs} file, which tells its dimension itself.
   *
   * @throws IllegalArgumentException if the name does not end in {@code .fvecs}
   * @throws IOException if the file cannot be read, is empty or is damaged
   */
  public static FeatureFile open(Path path) throws IOException {
    if (!tellsDimension(path)) {
      throw new IllegalArgumentException(
          path + " does not tell its dimension (only .fvecs files do): give it");
    }
    return map(path, 0);
  }

  private static FeatureFile map(Path path, int expected) throws IOException {
    FeatureFolder.regular(path);
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment segment = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      if (!tellsDimension(path)) {
        return new FeatureFile(path, arena, segment, expected, 0);
      }
      int dimension = segment.byteSize() < 4 ? expected : segment.get(INT, 0);
      if (dimension < 1) {
        throw new IOException(path + " is empty or no .fvecs file: it does not tell its dimension");
      }
      if (expected > 0 && dimension != expected) {
        throw new IOException(path + " has " + dimension + " dimensions, not " + expected);
      }
      return new FeatureFile(path, arena, segment, dimension, 4);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static boolean tellsDimension(Path path) {
    return path.toString().endsWith(".fvecs");
  }

  /**
   * The first rows alone. It shares this file's mapping: closing either closes both.
   *
   * @param count 0 to {@link #rows()}
   */
  public FeatureFile head(int count) throws IOException {
    return new FeatureFile(path, arena, segment.asSlice(0, count * rowBytes), dimension, header);
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** Floats in a row. */
  public int dimension() {
    return dimension;
  }

  /**
   * Copies a row.
   *
   * @param row 0 to {@link #rows()} - 1
   * @param destination at least {@link #dimension()} long; the rest is left alone
   */
  public void read(int row, float[] destination) {
    if (row < 0 || row >= rows) {
      throw new IllegalArgumentException(
          "there is no row " + row + " in " + path + ", which has " + rows + " rows");
    }
    MemorySegment.copy(segment, FLOAT, row * rowBytes + header, destination, 0, dimension);
  }

  /** A copy of a row, 0 to {@link #rows()} - 1. */
  public float[] row(int row) {
    float[] copy = new float[dimension];
    read(row, copy);
    return copy;
  }

  /** Copies {@code length} floats of a row, beginning with {@code from}; nothing is checked. */
  public void read(int row, int from, int length, float[] destination, int at) {
    MemorySegment.copy(segment, FLOAT, offset(row) + 4L * from, destination, at, length);
  }

  /** All bytes of the file, read-only; row {@code r} begins at {@link #offset offset(r)}. */
  public MemorySegment segment() {
    return segment;
  }

  /** Where the first float of a row lies in {@link #segment()}; rows are evenly spaced. */
  public long offset(int row) {
    return row * rowBytes + header;
  }

  /** The file this is. */
  public Path path() {
    return path;
  }

  /** Unmaps the file. */
  @Override
  public void close() {
    arena.close();
  }
}
