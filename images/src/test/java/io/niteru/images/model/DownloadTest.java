package io.niteru.images.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  private static final int BYTES = 300_000;

  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @TempDir private Path temp;
  private Path part;
  private HttpServer server;

  @BeforeEach
  void startAServer() throws IOException {
    part = temp.resolve("part");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stopTheServer() {
    over.countDown();
    server.stop(0);
    threads.close();
  }

  @Test
  void aServerThatFallsSilentIsGivenUpAndWhatCameStays() {
    silentAfter(1000);

    assertThatThrownBy(() -> download("/model", Duration.ofSeconds(2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broke off: nothing came");
    assertThat(part).hasSize(1000);
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    server.createContext("/model", exchange -> waitForTheEnd());

    assertThatThrownBy(() -> download("/model", Duration.ofMillis(300)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("timed out");
  }

  @Test
  void aRedirectIsFollowedAndGoesOnWhereThePartEnds() throws IOException {
    Files.write(part, new byte[100_000]);
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/model");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/model",
        exchange -> {
          boolean rest = "bytes=100000-".equals(exchange.getRequestHeaders().getFirst("Range"));
          exchange.getResponseHeaders().set("Content-Range", "bytes 100000-299999/300000");
          exchange.sendResponseHeaders(rest ? 206 : 404, rest ? 200_000 : -1);
          exchange.getResponseBody().write(new byte[rest ? 200_000 : 0]);
          exchange.close();
        });

    download("/moved", Duration.ofSeconds(30));

    assertThat(part).hasSize(BYTES);
  }

  @Test
  void aPartOfOtherBytesThanAskedForIsNotTaken() throws IOException {
    Files.write(part, new byte[100_000]);
    server.createContext(
        "/model",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 5-299999/300000");
          exchange.sendResponseHeaders(206, 299_995);
          exchange.getResponseBody().write(new byte[299_995]);
          exchange.close();
        });

    assertThatThrownBy(() -> download("/model", Duration.ofSeconds(30)))
        .hasMessage("HTTP status 206");
    assertThat(part).isEmptyFile();
  }

  @Test
  void aLongerFileIsNotKept() {
    server.createContext(
        "/model",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[BYTES + 1]);
          exchange.close();
        });

    assertThatThrownBy(() -> download("/model", Duration.ofSeconds(30)))
        .hasMessage("the file there is longer than 300000 bytes");
    assertThat(part).isEmptyFile();
  }

  @Test
  void whereNobodyListensAndWhereNoHostIsAreToldApart() {
    assertThatThrownBy(() -> download(URI.create("http://127.0.0.1:1/x"), Duration.ofSeconds(30)))
        .hasMessage("cannot connect");
    URI nowhere = URI.create("http://" + "x".repeat(64) + ".invalid/x"); // no resolver is asked
    assertThatThrownBy(() -> download(nowhere, Duration.ofSeconds(30))).hasMessage("no such host");
  }

  private void silentAfter(int bytes) {
    server.createContext(
        "/model",
        exchange -> {
          exchange.sendResponseHeaders(200, BYTES);
          exchange.getResponseBody().write(new byte[bytes]);
          exchange.getResponseBody().flush();
          waitForTheEnd();
        });
  }

  private void waitForTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void download(String path, Duration patience) throws IOException {
    download(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), patience);
  }

  private void download(URI url, Duration patience) throws IOException {
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      new Download(url, BYTES, patience).into(channel, bytes -> {});
    }
  }
}
