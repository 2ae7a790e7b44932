package io.niteru.bench.data;

import io.niteru.app.cli.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;

/** Writes raw little-endian float32 rows, on all cores, with a progress bar. */
final class FeatureWriter {
  private static final int BLOCK = 256;

  private final String task;
  private final PrintWriter log;

  FeatureWriter(String task, PrintWriter log) {
    this.task = task;
    this.log = log;
  }

  /** What to write; {@link #put} is called from several threads, once a row. */
  @FunctionalInterface
  interface Rows {
    void put(int row, ByteBuffer out);
  }

  void write(Path file, int count, int dimension, Rows rows) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    int bytes = dimension * Float.BYTES;
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        Progress progress = new Progress(task, count, "rows", log)) {
      IntStream.range(0, (count + BLOCK - 1) / BLOCK)
          .parallel()
          .forEach(block -> {
            int from = block * BLOCK;
            int to = Math.min(count, from + BLOCK);
            ByteBuffer buffer =
                ByteBuffer.allocate((to - from) * bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int row = from; row < to; row++) {
              rows.put(row, buffer);
            }
            writeFully(channel, buffer.flip(), (long) from * bytes);
            progress.step(to - from);
          });
      // What is measured next must not share the disk with what the system has yet to write.
      channel.force(false);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer, long at) {
    try {
      long position = at;
      while (buffer.hasRemaining()) {
        position += channel.write(buffer, position);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
