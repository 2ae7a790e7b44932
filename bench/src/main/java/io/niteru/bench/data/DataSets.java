package io.niteru.bench.data;

import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** Finds or makes the vectors of a benchmark. */
public final class DataSets {
  /** A count that means every row of the file. */
  public static final int ALL = Integer.MAX_VALUE;

  private static final int MOST_HELD_BACK = 300;

  private DataSets() {}

  /**
   * Generated vectors.
   *
   * @param made which; features are of clothing where {@code shared/data} is, made up elsewhere
   * @param folder gets the files
   * @param count rows
   * @param dimension of rows; the clothing has 1,280
   */
  public static FeatureSource generate(
      Made made, Path folder, int count, int dimension, PrintWriter log) throws IOException {
    FeatureWriter writer = new FeatureWriter("generate", log);
    if (made != Made.FEATURES) {
      boolean elsewhere = made == Made.SPHERE_ELSEWHERE;
      return SphereFeatures.write(folder, count, dimension, elsewhere, writer);
    }
    Optional<Path> archive = Shared.find("data/clothing_crops.u8.gz");
    return archive.isPresent()
        ? CropFeatures.write(archive.get(), folder, count, writer)
        : ClusteredFeatures.write(folder, count, dimension, writer);
  }

  /**
   * Scales rows and queries to length 1 and writes them to one file. Rows of zeros stay as they
   * are.
   *
   * @throws IllegalArgumentException if there are fewer rows than {@code features} says
   */
  public static DataSet normalise(FeatureSource features, Path file, PrintWriter log)
      throws IOException {
    int dimension = features.dimension();
    FeatureFile rows = FeatureFile.open(features.rows(), dimension);
    FeatureFile queries =
        features.queries() == null ? rows : FeatureFile.open(features.queries(), dimension);
    boolean own = features.queries() == null;
    int heldBack = own ? Math.clamp(rows.rows() / 10, 1, MOST_HELD_BACK) : 0;
    int available = rows.rows() - heldBack;
    if (available < 1 || features.count() != ALL && features.count() > available) {
      throw new IllegalArgumentException(
          features.rows() + " has " + available + " rows to index; lower --count");
    }
    int indexed = Math.min(features.count(), available);
    int first = own ? available : 0;
    int held = queries.rows() - first;
    new FeatureWriter("normalise", log)
        .write(
            file,
            indexed + held,
            dimension,
            (i, out) -> {
              float[] row = i < indexed ? rows.row(i) : queries.row(first + i - indexed);
              putNormalised(row, out);
            });
    return new DataSet(file.toString(), dimension, indexed, held);
  }

  private static void putNormalised(float[] row, ByteBuffer out) {
    double sum = 0;
    for (float x : row) {
      sum += x * x;
    }
    float scale = sum > 0 ? (float) (1 / Math.sqrt(sum)) : 0;
    for (float x : row) {
      out.putFloat(x * scale);
    }
  }
}
