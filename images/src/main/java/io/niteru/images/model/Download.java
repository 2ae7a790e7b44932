package io.niteru.images.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * One file to be fetched over HTTP; redirects are followed, but not from HTTPS to HTTP.
 *
 * @param url where it is
 * @param bytes how many it has
 * @param patience how long to wait for a connection, for the answer and then for each block of it
 */
record Download(URI url, long bytes, Duration patience) {
  private static final int BLOCK = 1 << 16;

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
    try (HttpClient client =
            HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        InputStream in = open(client, part)) {
      copy(in, part.position(part.size()), progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted at " + part.size() + " of " + bytes + " bytes", e);
    }
    if (part.size() != bytes) {
      throw new IOException("broke off at " + part.size() + " of " + bytes + " bytes");
    }
  }

  private InputStream open(HttpClient client, FileChannel part)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url).timeout(patience).header("User-Agent", "niteru");
    if (part.size() > 0) {
      request.header("Range", "bytes=" + part.size() + "-");
    }
    HttpResponse<InputStream> response;
    try {
      response = client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      // It has no message; what happened is in its causes.
      boolean noHost =
          Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
              .anyMatch(UnresolvedAddressException.class::isInstance);
      throw new IOException(noHost ? "no such host" : "cannot connect", e);
    }
    if (response.statusCode() == HttpURLConnection.HTTP_OK) {
      part.truncate(0);
    } else if (response.statusCode() != HttpURLConnection.HTTP_PARTIAL
        || !goesOnAt(part.size(), response)) {
      response.body().close();
      part.truncate(0);
      throw new IOException("HTTP status " + response.statusCode());
    }
    return response.body();
  }

  private static boolean goesOnAt(long offset, HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Content-Range")
        .filter(range -> range.startsWith("bytes " + offset + "-"))
        .isPresent();
  }

  private void copy(InputStream in, FileChannel part, LongConsumer progress)
      throws IOException, InterruptedException {
    progress.accept(part.position());
    byte[] block = new byte[BLOCK];
    try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
        in) {
      for (int n = read(reader, in, block); n >= 0; n = read(reader, in, block)) {
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

  /** Reads on a thread of its own: the client waits for a silent server without end. */
  private int read(ExecutorService reader, InputStream in, byte[] block)
      throws IOException, InterruptedException {
    try {
      return reader.submit(() -> in.read(block)).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("broke off: nothing came for " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("broke off: " + e.getCause().getMessage(), e.getCause());
    }
  }
}
