package io.niteru.images.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;

/**
 * One file to be fetched over HTTP.
 *
 * @param url where it is
 * @param bytes how many it has
 */
record Download(URI url, long bytes) {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 30_000;

  /**
   * Fetches what a partial file lacks, or all of it if the server cannot go on in the middle.
   *
   * @param progress hears how many bytes are there
   * @throws IOException if the server does not give the file or the connection breaks; what has
   *     arrived stays for the next try
   */
  void into(FileChannel part, LongConsumer progress) throws IOException {
    if (part.size() > bytes) {
      part.truncate(0);
    }
    if (part.size() == bytes) {
      return;
    }
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setRequestProperty("User-Agent", "niteru");
    if (part.size() > 0) {
      connection.setRequestProperty("Range", "bytes=" + part.size() + "-");
    }
    try {
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        part.truncate(0);
      } else if (status != HttpURLConnection.HTTP_PARTIAL || !goesOnAt(part.size(), connection)) {
        part.truncate(0);
        throw new IOException("HTTP status " + status);
      }
      copy(connection, part.position(part.size()), progress);
    } finally {
      connection.disconnect();
    }
    if (part.size() != bytes) {
      throw new IOException("broke off at " + part.size() + " of " + bytes + " bytes");
    }
  }

  private static boolean goesOnAt(long offset, HttpURLConnection connection) {
    String range = connection.getHeaderField("Content-Range");
    return range != null && range.startsWith("bytes " + offset + "-");
  }

  private void copy(HttpURLConnection connection, FileChannel part, LongConsumer progress)
      throws IOException {
    progress.accept(part.position());
    byte[] block = new byte[1 << 16];
    try (InputStream in = connection.getInputStream()) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        ByteBuffer arrived = ByteBuffer.wrap(block, 0, n);
        while (arrived.hasRemaining()) {
          part.write(arrived);
        }
        if (part.position() > bytes) {
          part.truncate(0);
          throw new IOException("the file there is longer than " + bytes + " bytes");
        }
        progress.accept(part.position());
      }
    }
  }
}
