package io.niteru.bench.article;

import io.niteru.features.FeatureFile;
import io.niteru.features.exact.ExactIndex;
import io.niteru.features.exact.Metric;
import io.niteru.features.exact.Neighbor;
import java.io.IOException;
import java.util.Arrays;

/** The rows nearest to each query, by exact search; what recall is measured against. */
public final class Truth {
  /** Rows this close to the k-th are as good as it, as float tells them. */
  private static final double TIE = 1e-6;

  private final Vectors vectors;
  private final Neighbor[][] nearest;

  private Truth(Vectors vectors, Neighbor[][] nearest) {
    this.vectors = vectors;
    this.nearest = nearest;
  }

  /**
   * Compares every query with every row, over a mapping of its own: what nothing maps any more
   * leaves memory first.
   *
   * @throws IllegalArgumentException if a row holds a NaN or an infinity
   */
  public static Truth of(Vectors vectors, int k) throws IOException {
    FeatureFile rows = vectors.rows();
    try (FeatureFile all = FeatureFile.open(rows.path(), rows.dimension())) {
      ExactIndex exact = new ExactIndex(all.head(rows.rows()), Metric.COSINE);
      return new Truth(vectors, exact.searchAll(vectors.queries(), k));
    }
  }

  /**
   * The share of the nearest that were found, 0 to 1.
   *
   * @param found rows, by query
   */
  public double recall(int[][] found) {
    long right = 0;
    long wanted = 0;
    for (int q = 0; q < found.length; q++) {
      float[] query = vectors.queries()[q];
      double last = nearest[q][nearest[q].length - 1].value() - TIE;
      long enough =
          Arrays.stream(found[q]).distinct().filter(row -> cosine(query, row) >= last).count();
      right += Math.min(enough, nearest[q].length);
      wanted += nearest[q].length;
    }
    return (double) right / wanted;
  }

  private double cosine(float[] unit, int row) {
    FeatureFile rows = vectors.rows();
    float[] values = new float[rows.dimension()];
    rows.read(row, values);
    double product = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      product += (double) unit[i] * values[i];
      squares += (double) values[i] * values[i];
    }
    return squares == 0 ? 0 : product / Math.sqrt(squares);
  }
}
