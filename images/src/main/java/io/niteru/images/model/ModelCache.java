package io.niteru.images.model;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The files of registered models: first those in a folder the user gave by {@value #VARIABLE}, then
 * those downloaded before, then the network.
 *
 * <p>Thread-safe; processes that want the same model wait for each other.
 */
public final class ModelCache {
  /** The environment variable that names a folder of models, looked in first. */
  public static final String VARIABLE = "NITERU_MODELS";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Optional<Path> given;
  private final Path cache;

  /** A cache in {@code cache}, behind the folder {@code given}. */
  public ModelCache(Optional<Path> given, Path cache) {
    this.given = given;
    this.cache = cache;
  }

  /** The cache of this user. */
  public static ModelCache ofUser() {
    return of(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  static ModelCache of(Map<String, String> environment, String os, Path home) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches;
    if (!xdg.isEmpty()) {
      caches = Path.of(xdg);
    } else if (os.toLowerCase(Locale.ROOT).startsWith("mac")) {
      caches = home.resolve("Library/Caches");
    } else {
      caches = home.resolve(".cache");
    }
    String given = environment.getOrDefault(VARIABLE, "");
    return new ModelCache(
        given.isEmpty() ? Optional.empty() : Optional.of(Path.of(given)),
        caches.resolve("niteru/models"));
  }

  /** Where downloads are kept. */
  public Path folder() {
    return cache;
  }

  /**
   * The checked file of a model, downloaded if need be. A download that broke off goes on where it
   * ended.
   *
   * @throws ModelUnavailableException if it cannot be had; says what to fetch and where to put it
   * @throws IOException if a file of that name is there but is not the model
   */
  public Path fetch(RegisteredModel model, DownloadListener listener) throws IOException {
    if (given.isPresent() && Files.exists(given.get().resolve(model.file()))) {
      return checked(given.get().resolve(model.file()), model);
    }
    Path file = cache.resolve(model.file());
    if (Files.exists(file)) {
      return checked(file, model);
    }
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      throw unavailable(model, List.of("cannot make the folder " + cache + ": " + e), e);
    }
    Path part = cache.resolve(model.file() + ".part");
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assert lock.isValid();
      if (!Files.exists(file)) {
        if (!Files.exists(part)) {
          // Who had the lock before could not get the model and took the empty file away.
          return fetch(model, listener);
        }
        try {
          download(model, channel, listener);
          requireModel(part, model);
          Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          deleteIfEmpty(part);
        }
      }
      return file;
    }
  }

  /** An offline try leaves nothing behind; what has arrived stays for the next one. */
  private static void deleteIfEmpty(Path part) throws IOException {
    if (Files.exists(part) && Files.size(part) == 0) {
      Files.delete(part);
    }
  }

  private void download(RegisteredModel model, FileChannel part, DownloadListener listener)
      throws IOException {
    List<String> troubles = new ArrayList<>();
    IOException last = null;
    for (URI url : model.urls()) {
      try {
        new Download(url, model.bytes(), PATIENCE)
            .into(part, bytes -> listener.downloaded(model, bytes));
        return;
      } catch (IOException e) {
        troubles.add(url.getHost() + ": " + e.getMessage());
        last = e;
      }
    }
    throw unavailable(model, troubles, last);
  }

  private static Path checked(Path file, RegisteredModel model) throws IOException {
    String sum = Checksum.of(file);
    if (!sum.equals(model.sha256())) {
      throw new IOException(
          file
              + " is not the model "
              + model.name()
              + ": its sha256 is "
              + sum
              + ", not "
              + model.sha256()
              + ". Delete it to have it downloaded, or use it as a model of your own");
    }
    return file;
  }

  private static void requireModel(Path part, RegisteredModel model) throws IOException {
    String sum = Checksum.of(part);
    if (!sum.equals(model.sha256())) {
      Files.delete(part);
      throw new IOException(
          "the download of the model "
              + model.name()
              + " is damaged or not the right file (sha256 "
              + sum
              + ", not "
              + model.sha256()
              + "); it was deleted, try again");
    }
  }

  private ModelUnavailableException unavailable(
      RegisteredModel model, List<String> troubles, IOException cause) {
    return new ModelUnavailableException(
        "the model "
            + model.name()
            + " is not on this machine and cannot be downloaded ("
            + String.join("; ", troubles)
            + "). Fetch "
            + model.urls().getFirst()
            + " ("
            + model.bytes()
            + " bytes) on another machine and put it at "
            + cache.resolve(model.file())
            + ", or into a folder named by "
            + VARIABLE,
        cause);
  }
}
