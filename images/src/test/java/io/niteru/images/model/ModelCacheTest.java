package io.niteru.images.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
  private final byte[] content = new byte[300_000];
  private final List<String> ranges = new ArrayList<>();
  private final List<Long> progress = new ArrayList<>();

  @TempDir private Path temp;
  private HttpServer server;
  private ModelCache cache;
  private boolean understandsRanges = true;
  private int breaksOffAfter = Integer.MAX_VALUE;
  private int status = 200;

  @BeforeEach
  void startAServer() throws IOException {
    new Random(1).nextBytes(content);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/model.onnx", this::serve);
    server.start();
    cache = new ModelCache(Optional.empty(), temp.resolve("cache/niteru/models"));
  }

  @AfterEach
  void stopTheServer() {
    server.stop(0);
  }

  @Test
  void aModelIsDownloadedOnceWithProgress() throws IOException {
    Path file = fetch();
    assertThat(file).hasBinaryContent(content).hasParent(cache.folder());
    assertThat(progress).isSorted().startsWith(0L).endsWith((long) content.length);
    assertThat(fetch()).isEqualTo(file);
    assertThat(ranges).containsExactly("none");
    assertThat(cache.folder()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aDownloadThatBrokeOffGoesOnWhereItEnded() throws IOException {
    breaksOffAfter = 120_000;
    assertThatThrownBy(this::fetch).isInstanceOf(ModelUnavailableException.class);
    breaksOffAfter = Integer.MAX_VALUE;
    long kept = Files.size(cache.folder().resolve("model.onnx.part"));
    assertThat(kept).isBetween(1L, 120_000L);
    assertThat(fetch()).hasBinaryContent(content);
    assertThat(ranges).containsExactly("none", "bytes=" + kept + "-");
  }

  @Test
  void aServerThatCannotGoOnInTheMiddleSendsAllAgain() throws IOException {
    understandsRanges = false;
    Files.createDirectories(cache.folder());
    Files.write(cache.folder().resolve("model.onnx.part"), new byte[1000]);
    assertThat(fetch()).hasBinaryContent(content);
  }

  @Test
  void anotherFileIsNotTakenForTheModel() throws IOException {
    content[7]++;
    String wrong = Checksum.of(content);
    content[7]--;
    assertThatThrownBy(() -> cache.fetch(model(wrong, url()), DownloadListener.SILENT))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ModelUnavailableException.class)
        .hasMessageContainingAll("damaged or not the right file", wrong);
    assertThat(cache.folder()).isEmptyDirectory();
  }

  @Test
  void aDamagedPartIsThrownAwaySoThatTheNextTryWorks() throws IOException {
    Files.createDirectories(cache.folder());
    Files.write(cache.folder().resolve("model.onnx.part"), new byte[1000]);
    assertThatThrownBy(this::fetch).hasMessageContaining("try again");
    assertThat(fetch()).hasBinaryContent(content);
  }

  @Test
  void offlineTheMessageSaysWhatToFetchFromWhereAndWhereToPutIt() {
    server.stop(0);
    assertThatThrownBy(this::fetch)
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContainingAll(
            url().toString(),
            "300000 bytes",
            cache.folder().resolve("model.onnx").toString(),
            "NITERU_MODELS");
    assertThat(cache.folder()).isEmptyDirectory();
  }

  @Test
  void anAnswerOtherThanTheFileIsNotKept() {
    status = 404;
    assertThatThrownBy(this::fetch).hasMessageContaining("HTTP status 404");
    status = 200;
    assertThat(cache.folder().resolve("model.onnx")).doesNotExist();
  }

  @Test
  void theSecondAddressServesWhenTheFirstDoesNot() throws IOException {
    URI nowhere = URI.create("http://127.0.0.1:1/model.onnx");
    Path file = cache.fetch(model(Checksum.of(content), nowhere, url()), DownloadListener.SILENT);
    assertThat(file).hasBinaryContent(content);
  }

  @Test
  void aFolderOfTheUserComesFirst() throws IOException {
    Path given = Files.createDirectories(temp.resolve("given"));
    Files.write(given.resolve("model.onnx"), content);
    ModelCache both = new ModelCache(Optional.of(given), cache.folder());
    assertThat(both.fetch(model(Checksum.of(content), url()), DownloadListener.SILENT))
        .hasParent(given);
    Files.write(given.resolve("model.onnx"), Arrays.copyOf(content, 10));
    assertThatThrownBy(() -> both.fetch(model(Checksum.of(content), url()), (m, b) -> {}))
        .hasMessageContaining("is not the model tiny");
    assertThat(ranges).isEmpty();
  }

  @Test
  void theCacheIsWhereTheSystemKeepsItsCaches() {
    Path home = Path.of("/home/me");
    assertThat(ModelCache.of(Map.of(), "Linux", home).folder())
        .isEqualTo(Path.of("/home/me/.cache/niteru/models"));
    assertThat(ModelCache.of(Map.of(), "Mac OS X", home).folder())
        .isEqualTo(Path.of("/home/me/Library/Caches/niteru/models"));
    assertThat(ModelCache.of(Map.of("XDG_CACHE_HOME", "/x"), "Linux", home).folder())
        .isEqualTo(Path.of("/x/niteru/models"));
  }

  private Path fetch() throws IOException {
    return cache.fetch(model(Checksum.of(content), url()), (model, bytes) -> progress.add(bytes));
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/model.onnx");
  }

  private RegisteredModel model(String sha256, URI... urls) {
    return new RegisteredModel(
        "tiny",
        "model.onnx",
        List.of(urls),
        content.length,
        sha256,
        "Apache-2.0",
        1,
        OnnxOptions.NONE);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range == null ? "none" : range);
      int from = 0;
      if (range != null && understandsRanges) {
        from = Integer.parseInt(range.replaceAll("\\D", ""));
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/*");
        exchange.sendResponseHeaders(206, content.length - from);
      } else {
        exchange.sendResponseHeaders(status, content.length);
      }
      int to = Math.min(content.length, breaksOffAfter);
      exchange.getResponseBody().write(content, from, to - from);
      exchange.getResponseBody().flush();
    }
  }
}
