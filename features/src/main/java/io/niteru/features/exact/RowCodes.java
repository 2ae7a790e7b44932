package io.niteru.features.exact;

import io.niteru.core.simd.RowKernels;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The codes of all rows in a mapped file, little-endian:
 *
 * <pre>
 * int64    magic
 * int32    metric, rows, dimension, components (m)
 * int64    fingerprint of the rows
 * float64  skew of the codebook
 * int64    CRC-32C of all else but the magic
 * float32  m x dimension components, m middles, m steps
 * float32  for each row, a bound of its residual's length; then of its rounding's
 * (zeros to a multiple of 64 bytes)
 * int8     rows x (m rounded up to a multiple of 64) codes
 * </pre>
 *
 * The residual of a row {@code u} with decoded components {@code y} is {@code e = u - Pᵀy}; the
 * rounding is {@code P e}. Thread-safe.
 */
final class RowCodes implements AutoCloseable {
  private static final long MAGIC = 0x32_5345444F43544EL; // NTCODES2
  private static final int HEADER = 48;
  private static final int CHECKSUM = 40;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena;
  private final MemorySegment segment;
  private final Codebook codebook;
  private final int rows;
  private final long bounds;
  private final long codes;

  private RowCodes(Arena arena, MemorySegment segment, Codebook codebook, int rows, int dimension) {
    this.arena = arena;
    this.segment = segment;
    this.codebook = codebook;
    this.rows = rows;
    this.bounds = bounds(codebook.size(), dimension);
    this.codes = codes(codebook.size(), dimension, rows);
  }

  private static long bounds(int components, int dimension) {
    return HEADER + 4L * components * (dimension + 2);
  }

  private static long codes(int components, int dimension, int rows) {
    return (bounds(components, dimension) + 8L * rows + 63) / 64 * 64;
  }

  /** RowCodes all rows into a file, which appears when it is complete. */
  static void write(ExactIndex exact, Path path) throws IOException {
    Codebook book = Codebook.learn(exact);
    int rows = exact.file().rows();
    int dimension = exact.file().dimension();
    Path unfinished = path.resolveSibling(path.getFileName() + ".tmp");
    try (Arena arena = Arena.ofShared();
        FileChannel channel =
            FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      long size = codes(book.size(), dimension, rows) + (long) rows * book.bytes();
      MemorySegment segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
      RowCodes codes = new RowCodes(arena, segment, book, rows, dimension);
      codes.writeCodebook();
      new Coder(exact, book).code(codes);
      segment.set(LONG, 0, MAGIC);
      segment.set(INT, 8, exact.metric().ordinal());
      segment.set(INT, 12, rows);
      segment.set(INT, 16, dimension);
      segment.set(INT, 20, book.size());
      segment.set(LONG, 24, exact.filter().fingerprint());
      segment.set(LONG, 32, Double.doubleToRawLongBits(book.skew()));
      segment.set(LONG, CHECKSUM, checksum(segment));
      segment.force();
    }
    Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Opens a file that {@link #write} wrote for the same rows.
   *
   * @throws IOException if it is of other rows, of another metric, or damaged
   */
  static RowCodes open(ExactIndex exact, Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment segment = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      if (segment.byteSize() < HEADER
          || segment.get(LONG, 0) != MAGIC
          || segment.get(LONG, CHECKSUM) != checksum(segment)) {
        throw new EOFException(
            path + " is damaged, of an earlier version, or holds no codes: delete it");
      }
      int rows = exact.file().rows();
      int dimension = exact.file().dimension();
      if (segment.get(INT, 8) != exact.metric().ordinal()
          || segment.get(INT, 12) != rows
          || segment.get(INT, 16) != dimension
          || segment.get(LONG, 24) != exact.filter().fingerprint()) {
        throw new IOException(
            path + " holds codes of other rows than " + exact.file().path() + ": delete it");
      }
      int components = segment.get(INT, 20);
      if (components < 0
          || components > dimension
          || codes(components, dimension, rows) + (long) rows * Codebook.bytes(components)
              != segment.byteSize()) {
        throw new EOFException(
            path
                + " is damaged: "
                + segment.byteSize()
                + " bytes are not "
                + rows
                + " rows of "
                + components
                + " components: delete it");
      }
      return new RowCodes(arena, segment, readCodebook(segment, dimension), rows, dimension);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private void writeCodebook() {
    int m = codebook.size();
    long at = HEADER;
    for (float[] component : codebook.components()) {
      MemorySegment.copy(component, 0, segment, FLOAT, at, component.length);
      at += 4L * component.length;
    }
    MemorySegment.copy(codebook.middle(), 0, segment, FLOAT, at, m);
    MemorySegment.copy(codebook.step(), 0, segment, FLOAT, at + 4L * m, m);
  }

  private static Codebook readCodebook(MemorySegment segment, int dimension) {
    int m = segment.get(INT, 20);
    float[][] components = new float[m][dimension];
    long at = HEADER;
    for (float[] component : components) {
      MemorySegment.copy(segment, FLOAT, at, component, 0, dimension);
      at += 4L * dimension;
    }
    float[] middle = new float[m];
    float[] step = new float[m];
    MemorySegment.copy(segment, FLOAT, at, middle, 0, m);
    MemorySegment.copy(segment, FLOAT, at + 4L * m, step, 0, m);
    return new Codebook(components, middle, step, Double.longBitsToDouble(segment.get(LONG, 32)));
  }

  private static long checksum(MemorySegment segment) {
    CRC32C crc = new CRC32C();
    crc.update(segment.asSlice(Long.BYTES, CHECKSUM - Long.BYTES).asByteBuffer());
    long step = 1 << 28;
    for (long at = HEADER; at < segment.byteSize(); at += step) {
      long length = Math.min(step, segment.byteSize() - at);
      crc.update(segment.asSlice(at, length).asByteBuffer());
    }
    return crc.getValue();
  }

  Codebook codebook() {
    return codebook;
  }

  /** Copies bounds of consecutive rows: of the lengths of their residuals, of their roundings. */
  void bounds(int first, int count, float[] residuals, float[] roundings) {
    MemorySegment.copy(segment, FLOAT, bounds + 4L * first, residuals, 0, count);
    MemorySegment.copy(segment, FLOAT, bounds + 4L * ((long) rows + first), roundings, 0, count);
  }

  /** Sets what belongs to a row; the code is copied. */
  void set(int row, double residual, double rounding, byte[] code) {
    segment.set(FLOAT, bounds + 4L * row, RowFilter.up(residual));
    segment.set(FLOAT, bounds + 4L * ((long) rows + row), RowFilter.up(rounding));
    MemorySegment.copy(
        code, 0, segment, ValueLayout.JAVA_BYTE, codes + (long) row * code.length, code.length);
  }

  /** Products of a query with the components. */
  float[] project(float[] query, RowKernels kernel) {
    float[] products = new float[codebook.size()];
    kernel.products(query, segment, HEADER, 4L * query.length, products.length, products);
    return products;
  }

  /** Products of weights with the codes of consecutive rows. */
  void products(float[] weights, int first, int count, float[] products, RowKernels kernel) {
    kernel.codes(weights, segment, codes + (long) first * weights.length, count, products);
  }

  @Override
  public void close() {
    arena.close();
  }
}
