package io.niteru.features.exact;

import io.niteru.core.simd.Norms;

/**
 * What "near" means, measured in double precision in an order of additions that is the same
 * everywhere, so that equal rows have equal values and ties are broken by the row number alone.
 */
public enum Metric {
  /** Squared Euclidean distance; the smallest is the nearest. */
  EUCLIDEAN,
  /** Cosine of the angle; the largest is the nearest. A row or query of zeros has cosine 0. */
  COSINE,
  /** Inner product; the largest is the nearest. */
  DOT;

  /** The value of a row for a query whose sum of squares is {@code square}. */
  double measure(float[] query, double square, float[] row) {
    return switch (this) {
      case EUCLIDEAN -> Norms.squaredDistance(query, row);
      case DOT -> Norms.dot(query, row);
      case COSINE -> {
        double squares = square * Norms.dot(row, row);
        yield squares == 0 ? 0 : Norms.dot(query, row) / Math.sqrt(squares);
      }
    };
  }

  /** Orders values: the greater key is the nearer row. */
  double key(double value) {
    return this == EUCLIDEAN ? -value : value;
  }

  /**
   * What {@link RowFilter#upper} of a row must reach for its key to be {@code key} or more, given
   * the query's sum of squares; rounded down.
   */
  float floor(double key, double square) {
    double floor =
        switch (this) {
          case EUCLIDEAN -> (key + square) / 2 - 1e-14 * square;
          case COSINE -> key * Math.sqrt(square);
          case DOT -> key;
        };
    return Math.nextDown((float) (floor - 1e-14 * Math.abs(floor)));
  }
}
