package io.niteru.app.verify;

import io.niteru.features.FeatureFile;
import io.niteru.features.FeatureFolder;
import io.niteru.features.FeatureNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The feature file that is verified.
 *
 * @param names what to call its rows; empty if that is not known
 * @param folder where what is made of it is kept
 */
record Source(FeatureFile file, List<String> names, Path folder) implements AutoCloseable {
  /** The dimension of MobileNetV2 features, which a headerless file is taken to have. */
  private static final int DEFAULT_DIMENSION = 1280;

  private static final Duration RECENT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(600);

  /**
   * Opens and checks a feature file.
   *
   * @param given the file, or a folder that {@code niteru extract} wrote
   * @param dimension floats of a row, or null where the file or its folder says
   */
  static Source open(Path given, Integer dimension) throws IOException {
    Path path = Files.isDirectory(given) ? given.resolve(FeatureFolder.FEATURES) : given;
    long size = Files.size(path);
    refuseGrowing(path, size);
    if (size == 0 && Files.isRegularFile(path)) {
      throw new IllegalArgumentException(path + " is empty");
    }
    FeatureFile file = map(path, dimension);
    Path folder = path.resolveSibling(path.getFileName() + ".verify");
    return new Source(file, names(path, file.rows()), folder);
  }

  private static void refuseGrowing(Path path, long size) throws IOException {
    FileTime changed = Files.getLastModifiedTime(path);
    if (changed.toInstant().isBefore(Instant.now().minus(RECENT))) {
      return;
    }
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (Files.size(path) != size || !Files.getLastModifiedTime(path).equals(changed)) {
      throw new IOException(path + " is still growing; wait until it is complete");
    }
  }

  private static FeatureFile map(Path path, Integer dimension) throws IOException {
    if (dimension != null) {
      return FeatureFile.open(path, dimension);
    }
    if (path.toString().endsWith(".fvecs")) {
      return FeatureFile.open(path);
    }
    FeatureFolder folder = new FeatureFolder(path.toAbsolutePath().getParent());
    boolean ours =
        path.endsWith(FeatureFolder.FEATURES)
            && Files.exists(folder.path().resolve(FeatureFolder.INFO));
    return FeatureFile.open(path, ours ? folder.info().dimension() : DEFAULT_DIMENSION);
  }

  private static List<String> names(Path path, int rows) throws IOException {
    Path file = path.resolveSibling(FeatureFolder.NAMES);
    if (!path.endsWith(FeatureFolder.FEATURES) || !Files.exists(file)) {
      return List.of();
    }
    List<String> names = FeatureNames.read(file);
    return names.size() == rows ? names : List.of();
  }

  /** What to call a row. */
  String name(int row) {
    return names.isEmpty() ? "" : names.get(row);
  }

  @Override
  public void close() {
    file.close();
  }
}
