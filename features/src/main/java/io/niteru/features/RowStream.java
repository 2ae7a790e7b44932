package io.niteru.features;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads rows of a feature file by ascending number, past the page cache where the file system lets
 * it: who loads a file into an engine reads it once, and on the same machine the engine needs that
 * memory for what it searches. Not thread-safe.
 */
public final class RowStream implements AutoCloseable {
  /** Bytes read at once, besides those of a row that begins at their end. */
  private static final int WINDOW = 1 << 22;

  private final FeatureFile rows;
  private final FileChannel channel;
  private final int block;
  private final ByteBuffer window;
  private final MemorySegment bytes;
  private long start;

  private RowStream(FeatureFile rows, FileChannel channel, int block) {
    this.rows = rows;
    this.channel = channel;
    this.block = block;
    int size = WINDOW + Float.BYTES * rows.dimension();
    this.window =
        ByteBuffer.allocateDirect(size + 2 * block) // the slice may lose one at either end
            .alignedSlice(block);
    this.bytes = MemorySegment.ofBuffer(window);
    window.limit(0);
  }

  /** Opens the file once more; {@code rows} must stay open, too. */
  public static RowStream open(FeatureFile rows) throws IOException {
    int block = Math.toIntExact(Files.getFileStore(rows.path()).getBlockSize());
    return new RowStream(rows, channel(rows.path()), block);
  }

  private static FileChannel channel(Path path) throws IOException {
    try {
      return FileChannel.open(path, StandardOpenOption.READ, direct());
    } catch (IOException | UnsupportedOperationException | ReflectiveOperationException e) {
      return FileChannel.open(path, StandardOpenOption.READ); // of a file system in memory, say
    }
  }

  /** An option of this JDK, but not of Java SE: naming it in the source is a warning. */
  private static OpenOption direct() throws ReflectiveOperationException {
    Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
    return (OpenOption) options.getField("DIRECT").get(null);
  }

  /**
   * Copies a row. One before those read last is found as well, only slower.
   *
   * @param row 0 to {@link FeatureFile#rows()} - 1
   * @param destination at least {@link FeatureFile#dimension()} long; the rest is left alone
   * @throws IOException if the file cannot be read, or has become shorter
   */
  public void read(int row, float[] destination) throws IOException {
    long from = rows.offset(row);
    long to = from + (long) Float.BYTES * rows.dimension();
    if (from < start || to > start + window.limit()) {
      load(from);
      if (to > start + window.limit()) {
        throw new EOFException(rows.path() + " has become shorter while it was read");
      }
    }
    MemorySegment.copy(bytes, FeatureFile.FLOAT, from - start, destination, 0, rows.dimension());
  }

  /** Whole blocks from the one of {@code from} on; only the end of the file is in none. */
  private void load(long from) throws IOException {
    start = from / block * block;
    window.clear();
    int read = 0;
    while (read >= 0 && window.hasRemaining() && window.position() % block == 0) {
      read = channel.read(window, start + window.position());
    }
    window.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
