package io.niteru.app.verify;

import io.niteru.app.engine.UnitVector;
import io.niteru.features.FeatureFile;
import io.niteru.features.exact.Neighbor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What is asked.
 *
 * @param vectors unit vectors
 * @param rows of each, the row of the searched file it is, which it must not find; -1 if none
 * @param from where they come from, to be shown
 */
record Queries(float[][] vectors, int[] rows, String from) {
  /**
   * Rows of the searched file, spread evenly, or all of another.
   *
   * @param count how many, as digits, or the path of another file
   */
  static Queries of(FeatureFile file, String count) throws IOException {
    if (!count.matches("\\d{1,9}")) {
      Path path = Path.of(count);
      try (FeatureFile other = FeatureFile.open(path, file.dimension())) {
        int[] all = new int[other.rows()];
        Arrays.setAll(all, i -> i);
        float[][] vectors = read(other, all);
        Arrays.fill(all, -1);
        return new Queries(nonEmpty(vectors, path), all, path.toString());
      }
    }
    int wanted = Math.min(Integer.parseInt(count), file.rows());
    int[] rows = new int[wanted];
    Arrays.setAll(rows, i -> (int) ((long) i * file.rows() / wanted));
    float[][] vectors = nonEmpty(read(file, rows), file.path());
    return new Queries(vectors, rows, "rows of the file, each left out of its own result");
  }

  private static float[][] nonEmpty(float[][] vectors, Path path) {
    if (vectors.length == 0) {
      throw new IllegalArgumentException("no queries: --queries is 0 or " + path + " is empty");
    }
    return vectors;
  }

  private static float[][] read(FeatureFile file, int[] rows) {
    float[][] vectors = new float[rows.length][file.dimension()];
    for (int i = 0; i < rows.length; i++) {
      file.read(rows[i], vectors[i]);
      double squares = 0;
      for (float x : vectors[i]) {
        squares += (double) x * x;
      }
      if (squares == 0 || !Double.isFinite(squares)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "row %d of %s cannot be a query: it %s",
                rows[i],
                file.path(),
                squares == 0 ? "is all zeros" : "holds a NaN or an infinity"));
      }
      UnitVector.normalise(vectors[i]);
    }
    return vectors;
  }

  int count() {
    return vectors.length;
  }

  /** How many a search must find for {@code k} to be left. */
  int wanted(int k) {
    return rows[0] < 0 ? k : k + 1;
  }

  /** The first {@code k} found that are not the query itself. */
  Neighbor[] others(int query, Neighbor[] found, int k) {
    return Arrays.stream(found)
        .filter(n -> n.row() != rows[query])
        .limit(k)
        .toArray(Neighbor[]::new);
  }
}
