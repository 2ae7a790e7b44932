package io.niteru.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A text file in UTF-8 that only grows, line by line. Opening it cuts off a torn last line, one
 * without its newline.
 *
 * <p>Not thread-safe.
 */
public final class LineFile implements AutoCloseable {
  private final FileChannel channel;
  private int lines;

  private LineFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens or creates a file for appending. */
  public static LineFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            FeatureFolder.regular(path),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    LineFile file = new LineFile(channel);
    file.truncate(Integer.MAX_VALUE);
    return file;
  }

  /** How many lines there are. */
  public int lines() {
    return lines;
  }

  /** All lines. */
  public List<String> read() throws IOException {
    ByteBuffer text = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (text.hasRemaining() && channel.read(text, text.position()) >= 0) {
      // until all is read
    }
    return StandardCharsets.UTF_8.decode(text.flip()).toString().lines().toList();
  }

  /** Appends one line, which must hold no newline itself. */
  public void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    lines++;
  }

  /** Keeps the first {@code keep} whole lines, or all that are whole if there are fewer. */
  void truncate(int keep) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(1 << 16);
    long end = 0;
    long position = 0;
    int count = 0;
    while (count < keep && channel.read(block.clear(), position) > 0) {
      block.flip();
      for (int i = 0; i < block.limit() && count < keep; i++) {
        if (block.get(i) == '\n') {
          count++;
          end = position + i + 1;
        }
      }
      position += block.limit();
    }
    channel.truncate(end);
    channel.position(end);
    lines = count;
  }

  /** Writes everything through to the disk. */
  @Override
  public void close() throws IOException {
    try (channel) {
      channel.force(true);
    }
  }
}
