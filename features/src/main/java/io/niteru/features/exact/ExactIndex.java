package io.niteru.features.exact;

import io.niteru.core.simd.RowKernels;
import io.niteru.features.FeatureFile;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Brute force over a feature file: a single query runs at memory bandwidth, many together as a
 * blocked matrix product, both on all cores. The file is mapped, not loaded, so it may be larger
 * than memory. Heap: 12 bytes a row.
 *
 * <p>Thread-safe. The file must stay open; this owns nothing that needs closing.
 */
public final class ExactIndex {
  /** Queries multiplied together: so many that reading the rows costs little. */
  private static final int GROUP = 512;

  /** Fewer queries than this are faster one after another. */
  private static final int FEW = 4;

  private static final int TASK = 2048;
  private static final int STEP = 64;

  private final FeatureFile file;
  private final Metric metric;
  private final RowKernels kernel;
  private final RowFilter filter;

  /**
   * Reads the file once, to check and to measure its rows.
   *
   * @throws IllegalArgumentException if a row holds a NaN or an infinity
   */
  public ExactIndex(FeatureFile file, Metric metric) {
    this(file, metric, RowKernels.best());
  }

  ExactIndex(FeatureFile file, Metric metric, RowKernels kernel) {
    this.file = file;
    this.metric = metric;
    this.kernel = kernel;
    this.filter = new RowFilter(file, metric);
  }

  /**
   * The nearest rows of one query.
   *
   * @param vector as many floats as the file's dimension, all finite
   * @param k how many, at least 1; all rows if there are fewer
   * @return nearest first, equally near ones by row
   */
  public Neighbor[] search(float[] vector, int k) {
    Query query = query(vector, k);
    scan(query);
    return query.nearest();
  }

  /** The nearest rows of many queries, the same as {@link #search} returns for each. */
  public Neighbor[][] searchAll(float[][] vectors, int k) {
    return searchAll(vectors, k, row -> true, rows -> {});
  }

  /**
   * The nearest of some rows for many queries.
   *
   * @param k how many, at least 1; all accepted rows if there are fewer
   * @param accepted which rows may be found; asked by many threads
   * @param scanned told, by any thread, of how many more rows have been scanned, for up to 512
   *     queries at a time
   */
  public Neighbor[][] searchAll(
      float[][] vectors, int k, IntPredicate accepted, IntConsumer scanned) {
    Neighbor[][] all = new Neighbor[vectors.length][];
    for (int from = 0; from < vectors.length; from += GROUP) {
      Query[] group = new Query[Math.min(GROUP, vectors.length - from)];
      for (int i = 0; i < group.length; i++) {
        group[i] = new Query(file, filter, metric, vectors[from + i], k, accepted);
      }
      if (group.length < FEW) {
        Arrays.stream(group).forEach(this::scan);
        scanned.accept(file.rows());
      } else {
        multiply(group, scanned);
      }
      for (int i = 0; i < group.length; i++) {
        all[from + i] = group[i].nearest();
      }
    }
    return all;
  }

  /** Changes with any byte of any row, and with the order of the rows. */
  public long fingerprint() {
    return filter.fingerprint();
  }

  Query query(float[] vector, int k) {
    return new Query(file, filter, metric, vector, k, row -> true);
  }

  /** Takes all rows into account. */
  void scan(Query query) {
    int n = file.rows();
    IntStream.range(0, (n + TASK - 1) / TASK)
        .parallel()
        .forEach(task -> scan(query, task * TASK, (int) Math.min(n, (task + 1L) * TASK)));
  }

  private void scan(Query query, int from, int to) {
    float[] products = new float[STEP];
    for (int first = from; first < to; first += STEP) {
      int count = Math.min(STEP, to - first);
      products(query, first, count, products);
      query.consider(first, count, products, 0, 1);
    }
  }

  /** Float products of consecutive rows with a query. */
  void products(Query query, int first, int count, float[] products) {
    kernel.products(query.vector, file.segment(), file.offset(first), stride(), count, products);
  }

  private long stride() {
    return file.offset(1) - file.offset(0);
  }

  private void multiply(Query[] queries, IntConsumer scanned) {
    float[][] vectors = Arrays.stream(queries).map(q -> q.vector).toArray(float[][]::new);
    new MatrixProduct(kernel, vectors)
        .multiply(
            file::read,
            file.rows(),
            (first, count, products) -> {
              for (int q = 0; q < queries.length; q++) {
                queries[q].consider(
                    first, count, products.sums(), products.at(0, q), products.stride());
              }
              scanned.accept(count);
            });
  }

  FeatureFile file() {
    return file;
  }

  Metric metric() {
    return metric;
  }

  RowKernels kernel() {
    return kernel;
  }

  RowFilter filter() {
    return filter;
  }
}
