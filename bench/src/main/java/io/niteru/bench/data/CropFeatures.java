package io.niteru.bench.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * As many feature vectors as wanted, made from the real ones of a {@link CropArchive}.
 *
 * <p>The last {@value #QUERIES} photographs are held back; the rows of their whole pictures are the
 * queries. The rows of the others come in a shuffled order. Past them a row lies between two crops
 * of one photograph, plus noise of .15 standard deviations of each dimension, clipped at zero as
 * the network's last activation does. Same archive and count, same bytes.
 */
final class CropFeatures implements FeatureWriter.Rows {
  private static final int QUERIES = 300;
  private static final long ORDER_SEED = 42;
  private static final long ROW_SEED = 0x9E3779B97F4A7C15L;

  private final CropArchive archive;
  private final int base;
  private final int[] order;
  private final float[] noise;

  private CropFeatures(CropArchive archive, int count, int queries) {
    this.archive = archive;
    this.base = (archive.codes().length / CropArchive.VIEWS - queries) * CropArchive.VIEWS;
    this.order = permutation(Math.max(count, base));
    this.noise = noise();
  }

  /** Writes {@code count} rows and the queries into {@code folder}; returns their files. */
  static FeatureSource write(Path archive, Path folder, int count, FeatureWriter writer)
      throws IOException {
    return write(CropArchive.read(archive), folder, count, QUERIES, writer);
  }

  static FeatureSource write(
      CropArchive archive, Path folder, int count, int queries, FeatureWriter writer)
      throws IOException {
    CropFeatures features = new CropFeatures(archive, count, queries);
    int dimension = archive.dimension();
    Path rows = folder.resolve("fvecs.bin");
    Path held = folder.resolve("queries.bin");
    writer.write(rows, count, dimension, features);
    writer.write(
        held,
        queries,
        dimension,
        (i, out) -> features.copy(features.base + i * CropArchive.VIEWS, out));
    return new FeatureSource(rows, held, dimension, count);
  }

  @Override
  public void put(int row, ByteBuffer out) {
    int source = order[row];
    if (source < base) {
      copy(source, out);
    } else {
      between(source, out);
    }
  }

  private void copy(int source, ByteBuffer out) {
    for (int j = 0; j < noise.length; j++) {
      out.putFloat(archive.value(source, j));
    }
  }

  private void between(int source, ByteBuffer out) {
    SplittableRandom random = new SplittableRandom(source * ROW_SEED);
    int photograph = random.nextInt(base / CropArchive.VIEWS) * CropArchive.VIEWS;
    int a = photograph + random.nextInt(CropArchive.VIEWS);
    int b = photograph + random.nextInt(CropArchive.VIEWS);
    float t = (float) random.nextDouble();
    byte[] first = archive.codes()[a];
    byte[] second = archive.codes()[b];
    float firstScale = archive.scale()[a];
    float secondScale = archive.scale()[b];
    for (int j = 0; j < noise.length; j++) {
      // The order of the multiplications decides the last bit.
      float x = t * (first[j] & 0xff) * firstScale + (1 - t) * (second[j] & 0xff) * secondScale;
      out.putFloat(Math.max(0f, x + noise[j] * (float) random.nextGaussian()));
    }
  }

  private float[] noise() {
    float[] noise = new float[archive.dimension()];
    for (int j = 0; j < noise.length; j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < base; i += 50) {
        double x = archive.value(i, j);
        sum += x;
        squares += x * x;
      }
      int n = (base + 49) / 50;
      noise[j] = (float) (0.15 * Math.sqrt(Math.max(0, squares / n - sum / n * sum / n)));
    }
    return noise;
  }

  private static int[] permutation(int n) {
    int[] p = new int[n];
    SplittableRandom random = new SplittableRandom(ORDER_SEED);
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      p[i] = p[j];
      p[j] = i;
    }
    return p;
  }
}
