package io.niteru.bench.article;

import io.niteru.app.engine.UnitVector;
import io.niteru.bench.data.DataSets;
import io.niteru.bench.data.FeatureSource;
import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.util.Locale;

/**
 * What is loaded and what is searched for, neither normalised yet on disk.
 *
 * @param rows what is loaded
 * @param queries unit vectors that are not among the rows
 */
public record Vectors(FeatureFile rows, float[][] queries) implements AutoCloseable {
  private static final int MOST_HELD_BACK = 300;

  /**
   * Opens the files. Where none is given for the queries, the last rows are held back.
   *
   * @throws IllegalArgumentException if there are fewer rows than asked for
   */
  public static Vectors open(FeatureSource features) throws IOException {
    FeatureFile all = FeatureFile.open(features.rows(), features.dimension());
    int heldBack = features.queries() == null ? Math.clamp(all.rows() / 10, 1, MOST_HELD_BACK) : 0;
    int available = all.rows() - heldBack;
    int count = features.count() == DataSets.ALL ? available : features.count();
    if (available < 1 || count > available) {
      all.close();
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s has %,d rows to load; lower --count", features.rows(), available));
    }
    float[][] queries;
    if (heldBack > 0) {
      queries = unitVectors(all, available);
    } else {
      try (FeatureFile file = FeatureFile.open(features.queries(), features.dimension())) {
        queries = unitVectors(file, 0);
      }
    }
    return new Vectors(all.head(count), queries);
  }

  private static float[][] unitVectors(FeatureFile file, int from) {
    float[][] vectors = new float[file.rows() - from][file.dimension()];
    for (int i = 0; i < vectors.length; i++) {
      file.read(from + i, vectors[i]);
      UnitVector.normalise(vectors[i]);
    }
    return vectors;
  }

  /** Unmaps the rows. */
  @Override
  public void close() {
    rows.close();
  }
}
