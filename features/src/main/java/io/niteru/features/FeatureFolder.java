package io.niteru.features;

import io.niteru.features.FeatureFolderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder an extraction fills: {@code fvecs.bin}, {@code fnames.txt}, {@code
 * features.properties}.
 *
 * @param path the folder
 */
public record FeatureFolder(Path path) {
  /** The rows, see {@link FeatureFile}. */
  public static final String FEATURES = "fvecs.bin";

  /** The names of the rows, see {@link FeatureNames}. */
  public static final String NAMES = "fnames.txt";

  /** What made the rows, see {@link FeatureInfo}. */
  public static final String INFO = "features.properties";

  /**
   * What made the rows.
   *
   * @throws FeatureFolderException if nothing was extracted into the folder
   * @throws IOException if its description cannot be read
   */
  public FeatureInfo info() throws IOException {
    Path file = path.resolve(INFO);
    if (!Files.exists(file)) {
      throw new FeatureFolderException(Reason.NO_FEATURES, "there is no " + INFO + " in " + path);
    }
    return FeatureInfo.read(file);
  }

  /**
   * Refuses what only looks like a file: to open a named pipe is to wait for whoever writes to it.
   *
   * @return the path, which may also lead nowhere
   */
  static Path regular(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(
          "not a file: "
              + file
              + (Files.isDirectory(file) ? " is a folder" : " is a device, a pipe or a socket"));
    }
    return file;
  }

  /** Maps the rows; the caller closes them. */
  public FeatureFile features() throws IOException {
    return FeatureFile.open(path.resolve(FEATURES), info().dimension());
  }

  /** The names of the rows, relative to {@link FeatureInfo#pictures()}. */
  public List<String> names() throws IOException {
    return FeatureNames.read(path.resolve(NAMES));
  }
}
