package io.niteru.app.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.Engine;
import io.niteru.features.FeatureFile;
import io.niteru.features.FeatureFolder;
import io.niteru.features.FeatureInfo;
import io.niteru.features.FeatureNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What is to be indexed: rows and their names, and what made them if that is known.
 *
 * @param about what made the rows, as {@link FeatureInfo} or, where another program made them, just
 *     the dimension
 */
record Features(FeatureFile rows, List<String> names, JsonNode about) implements AutoCloseable {
  /**
   * Opens a folder written by {@code niteru extract}, or any with {@code fvecs.bin} and {@code
   * fnames.txt}.
   *
   * @param dimension floats in a row, needed where the folder does not say; else null
   * @throws IllegalArgumentException if rows and names do not fit together
   */
  static Features open(Path path, Integer dimension) throws IOException {
    FeatureFolder folder = new FeatureFolder(path);
    boolean ours = Files.exists(path.resolve(FeatureFolder.INFO));
    if (!ours && dimension == null) {
      if (!Files.exists(path.resolve(FeatureFolder.FEATURES))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s holds no %s; make one with: niteru extract PICTURES --out %s",
                path,
                FeatureFolder.FEATURES,
                path));
      }
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s does not say how long its rows are; add --dim N", path));
    }
    JsonNode about;
    int floats;
    if (ours) {
      FeatureInfo info = folder.info();
      floats = info.dimension();
      about = Engine.JSON.valueToTree(info);
    } else {
      floats = dimension;
      about = Engine.JSON.createObjectNode().put("dimension", dimension);
    }
    List<String> names = FeatureNames.read(path.resolve(FeatureFolder.NAMES));
    FeatureFile rows = FeatureFile.open(path.resolve(FeatureFolder.FEATURES), floats);
    if (rows.rows() != names.size()) {
      rows.close();
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d rows in %s and %,d names in %s; run niteru extract again to mend it",
              path,
              rows.rows(),
              FeatureFolder.FEATURES,
              names.size(),
              FeatureFolder.NAMES));
    }
    return new Features(rows, names, about);
  }

  @Override
  public void close() {
    rows.close();
  }
}
