package io.niteru.bench.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Made-up features, for where no real ones are: clusters of about {@value #ROWS_A_CLUSTER} rows,
 * each row between two of the four corners of its cluster plus noise, clipped at zero.
 */
final class ClusteredFeatures implements FeatureWriter.Rows {
  private static final int QUERIES = 300;
  private static final int ROWS_A_CLUSTER = 50;
  private static final float NOISE = 0.15f;

  private final int dimension;
  private final int clusters;
  private final long seed;

  private ClusteredFeatures(int dimension, int count, long seed) {
    this.dimension = dimension;
    this.clusters = 1 + count / ROWS_A_CLUSTER;
    this.seed = seed;
  }

  static FeatureSource write(Path folder, int count, int dimension, FeatureWriter writer)
      throws IOException {
    Path rows = folder.resolve("fvecs.bin");
    Path queries = folder.resolve("queries.bin");
    writer.write(rows, count, dimension, new ClusteredFeatures(dimension, count, 1));
    writer.write(queries, QUERIES, dimension, new ClusteredFeatures(dimension, count, 2));
    return new FeatureSource(rows, queries, dimension, count);
  }

  @Override
  public void put(int row, ByteBuffer out) {
    SplittableRandom random = new SplittableRandom(seed << 32 | row);
    long cluster = random.nextInt(clusters);
    SplittableRandom a = new SplittableRandom(cluster * 4 + random.nextInt(4));
    SplittableRandom b = new SplittableRandom(cluster * 4 + random.nextInt(4));
    float t = random.nextFloat();
    for (int j = 0; j < dimension; j++) {
      float x = t * (float) a.nextGaussian() + (1 - t) * (float) b.nextGaussian();
      out.putFloat(Math.max(0f, x + NOISE * (float) random.nextGaussian()));
    }
  }
}
