package io.niteru.app.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.cli.Progress;
import io.niteru.app.engine.BulkLoader;
import io.niteru.app.engine.BulkLoader.Document;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import io.niteru.app.engine.UnitVector;
import io.niteru.features.RowStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Locale;

/**
 * Loads a folder of features into an engine; rows that are there are not sent again.
 *
 * @param settings how the index is made if it does not exist
 * @param batch documents of a bulk request
 * @param replace whether an index of other features is removed; else it is an error
 */
public record Indexing(ImageIndex.Settings settings, int batch, boolean replace) {
  /** The article's settings, and an index that nobody misses. */
  public static final Indexing OF_DEMO =
      new Indexing(new ImageIndex.Settings(48, 128, 256, 1), 200, true);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Rows asked about at once when a load goes on. */
  private static final int RESUME_STEP = 5_000;

  /**
   * Creates the index if need be and loads what it lacks.
   *
   * @param dimension floats in a row, or null if the folder says
   * @param err where the progress is drawn
   * @return how many documents are searchable
   * @throws IllegalArgumentException if the index holds something else
   */
  public long load(Path folder, Integer dimension, Engine engine, String name, PrintWriter err)
      throws IOException {
    ImageIndex index = new ImageIndex(engine, name);
    try (Features features = Features.open(folder, dimension)) {
      boolean exists = index.exists();
      if (exists && !features.about().equals(index.about())) {
        if (!replace) {
          throw new IllegalArgumentException(otherFeatures(index.about(), features.about(), name));
        }
        index.delete();
        exists = false;
      }
      if (!exists) {
        index.create(settings, features.rows().dimension(), features.about());
      }
      long there = exists ? index.refreshAndCount() : 0;
      if (there < features.rows().rows()) {
        try (var progress = new Progress("index", features.rows().rows(), "docs", err)) {
          progress.resumedAt(there);
          var loader = new BulkLoader(engine, name, batch, FIRST_PAUSE);
          load(features, there > 0 ? index : null, loader, progress);
        }
      }
      return index.refreshAndCount();
    }
  }

  /** {@code resumed} is asked which rows it has; null for a new index, which has none. */
  private static void load(
      Features features, ImageIndex resumed, BulkLoader loader, Progress progress)
      throws IOException {
    float[] row = new float[features.rows().dimension()];
    int rows = features.rows().rows();
    try (RowStream stream = RowStream.open(features.rows())) {
      for (int from = 0; from < rows; from += RESUME_STEP) {
        int to = Math.min(rows, from + RESUME_STEP);
        BitSet present = resumed == null ? new BitSet() : resumed.present(from, to);
        for (int i = from; i < to; i++) {
          if (!present.get(i - from)) {
            stream.read(i, row);
            UnitVector.normalise(row);
            String id = Integer.toString(i);
            progress.step(loader.add(new Document(id, features.names().get(i), row)));
          }
        }
      }
    }
    progress.step(loader.flush());
  }

  private static String otherFeatures(JsonNode there, JsonNode here, String name) {
    return String.format(
        Locale.ROOT,
        "index %s holds other features (%s) than these (%s); give another --index, or --replace"
            + " to remove what it holds",
        name,
        summary(there),
        summary(here));
  }

  private static String summary(JsonNode about) {
    return about.isMissingNode()
        ? "not loaded by niteru"
        : String.format(
            Locale.ROOT,
            "%s, %d floats, of %s",
            about.path("source").asText("unknown model"),
            about.path("dimension").asInt(),
            about.path("pictures").asText("unknown pictures"));
  }
}
