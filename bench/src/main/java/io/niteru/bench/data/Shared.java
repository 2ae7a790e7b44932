package io.niteru.bench.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder {@code shared} that may lie beside a checkout: real features. */
public final class Shared {
  private Shared() {}

  /** A file of the nearest {@code shared} folder at or above the working directory. */
  public static Optional<Path> find(String file) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared").resolve(file);
      if (Files.exists(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
