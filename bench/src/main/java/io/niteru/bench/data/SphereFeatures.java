package io.niteru.bench.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Gaussian clusters of about {@value #ROWS_A_CLUSTER} rows, scaled to length 1: unlike features of
 * photographs no value is clipped, nearly all directions matter, and there are no near copies.
 * Queries are of the same clusters or, as words are when pictures are searched by them, moved to a
 * region of the sphere where no row is.
 */
final class SphereFeatures implements FeatureWriter.Rows {
  private static final int QUERIES = 300;
  private static final int ROWS_A_CLUSTER = 200;

  /** Of what a row is off its centre, in lengths of the centre. */
  private static final double SPREAD = .8;

  private static final long GAP_SEED = 7;

  private final int dimension;
  private final int clusters;
  private final long seed;
  private final double gap;

  private SphereFeatures(int dimension, int count, long seed, double gap) {
    this.dimension = dimension;
    this.clusters = 1 + count / ROWS_A_CLUSTER;
    this.seed = seed;
    this.gap = gap;
  }

  /**
   * Writes rows and queries.
   *
   * @param elsewhere whether queries are from elsewhere than the rows
   */
  static FeatureSource write(
      Path folder, int count, int dimension, boolean elsewhere, FeatureWriter writer)
      throws IOException {
    Path rows = folder.resolve("fvecs.bin");
    Path queries = folder.resolve("queries.bin");
    writer.write(rows, count, dimension, new SphereFeatures(dimension, count, 1, 0));
    writer.write(
        queries, QUERIES, dimension, new SphereFeatures(dimension, count, 2, elsewhere ? 1 : 0));
    return new FeatureSource(rows, queries, dimension, count);
  }

  @Override
  public void put(int row, ByteBuffer out) {
    var random = new SplittableRandom(seed << 32 | row);
    var centre = new SplittableRandom(random.nextInt(clusters));
    var away = new SplittableRandom(GAP_SEED << 40);
    double[] values = new double[dimension];
    double squares = 0;
    for (int j = 0; j < dimension; j++) {
      values[j] =
          centre.nextGaussian() + SPREAD * random.nextGaussian() + gap * away.nextGaussian();
      squares += values[j] * values[j];
    }
    for (double value : values) {
      out.putFloat((float) (value / Math.sqrt(squares)));
    }
  }
}
