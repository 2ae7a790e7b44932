package io.niteru.features.exact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Exact search that reads codes of 256 bytes instead of rows. With {@code z} the query's products
 * with the components, {@code y} and {@code e} as in {@link Coder}, and {@code r = q - Pᵀz}:
 *
 * <pre>
 * q·u = z·y + q·e = z·y + z·(Pe) + r·e  ≤ z·y + |z||Pe| + |r||e|
 * </pre>
 *
 * Rows are measured in the order of that bound until it falls below what has been found (Seidl and
 * Kriegel, Optimal Multi-Step k-Nearest Neighbor Search, SIGMOD 1998), so the result is always that
 * of {@link ExactIndex}. Where the bounds rule little out, all rows are scanned.
 *
 * <p>Thread-safe. The feature file must stay open.
 */
public final class CertifiedIndex implements AutoCloseable {
  /** Beyond this share of rows to measure, reading all in their order is faster. */
  private static final int SCAN = 8;

  private final ExactIndex exact;
  private final RowCodes codes;

  private CertifiedIndex(ExactIndex exact, RowCodes codes) {
    this.exact = exact;
    this.codes = codes;
  }

  /**
   * Opens the codes of an index; makes them, if the file is missing: two passes over the rows.
   *
   * @param path where the codes are kept: about 270 bytes a row
   * @throws IOException if the file cannot be written, is damaged or belongs to other rows
   */
  public static CertifiedIndex open(ExactIndex exact, Path path) throws IOException {
    if (!Files.exists(path)) {
      RowCodes.write(exact, path);
    }
    return new CertifiedIndex(exact, RowCodes.open(exact, path));
  }

  /** The same as {@link ExactIndex#search}. */
  public Neighbor[] search(float[] vector, int k) {
    return search(exact.query(vector, k));
  }

  private Neighbor[] search(Query query) {
    int n = exact.file().rows();
    float[] upper = new float[n];
    int[] best = new RowBounds(query, codes, exact).bound(upper);
    // The best rows of the best blocks give a floor close to the last one.
    long[] seeds = sorted(best, upper);
    for (int i = 0; i < Math.min(query.k, seeds.length); i++) {
      query.measure((int) seeds[i]);
      upper[(int) seeds[i]] = Float.NEGATIVE_INFINITY;
    }
    int[] left = left(upper, query.floor());
    if (left == null) {
      return exact.search(query.vector, query.k);
    }
    measure(query, sorted(left, upper), upper);
    return query.nearest();
  }

  /** The rows whose bounds reach the floor, or null if they are too many. */
  private static int[] left(float[] upper, float floor) {
    int[] left = new int[upper.length / SCAN];
    int count = 0;
    for (int row = 0; row < upper.length; row++) {
      if (!(upper[row] < floor)) {
        if (count == left.length) {
          return null;
        }
        left[count++] = row;
      }
    }
    return Arrays.copyOf(left, count);
  }

  /** Measures rows in their order, on all cores, until no bound reaches the floor any more. */
  private void measure(Query query, long[] order, float[] upper) {
    AtomicInteger next = new AtomicInteger();
    IntStream.range(0, Math.min(order.length, Runtime.getRuntime().availableProcessors()))
        .parallel()
        .forEach(worker -> {
          float[] product = new float[1];
          for (int i = next.getAndIncrement(); i < order.length; i = next.getAndIncrement()) {
            int row = (int) order[i];
            if (upper[row] < query.floor()) {
              return;
            }
            exact.products(query, row, 1, product);
            query.consider(row, 1, product, 0, 1);
          }
        });
  }

  /** Rows in the low halves of longs, those of high bounds first. */
  private static long[] sorted(int[] rows, float[] upper) {
    long[] keys = new long[rows.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits(upper[rows[i]]);
      // Flips the magnitude of negative floats, so that the integers are in the floats' order.
      long order = bits ^ bits >> 31 & 0x7fffffff;
      keys[i] = -order << 32 | rows[i];
    }
    Arrays.sort(keys);
    return keys;
  }

  /** Unmaps the codes. */
  @Override
  public void close() {
    codes.close();
  }
}
