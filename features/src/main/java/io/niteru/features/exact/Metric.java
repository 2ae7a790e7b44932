package io.niteru.features.exact;

import io.niteru.features.FeatureFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

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

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** The value of a row for a query whose sum of squares is {@code square}. */
  double measure(float[] query, double square, FeatureFile file, int row) {
    MemorySegment rows = file.segment();
    long offset = file.offset(row);
    return switch (this) {
      case EUCLIDEAN -> squaredDistance(query, rows, offset);
      case DOT -> dot(query, rows, offset);
      case COSINE -> {
        double squares = square * squares(rows, offset, query.length);
        yield squares == 0 ? 0 : dot(query, rows, offset) / Math.sqrt(squares);
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

  private static double squaredDistance(float[] a, MemorySegment rows, long offset) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < a.length - 3; i += 4) {
      double d0 = (double) a[i] - rows.get(FLOAT, offset + 4L * i);
      double d1 = (double) a[i + 1] - rows.get(FLOAT, offset + 4L * i + 4);
      double d2 = (double) a[i + 2] - rows.get(FLOAT, offset + 4L * i + 8);
      double d3 = (double) a[i + 3] - rows.get(FLOAT, offset + 4L * i + 12);
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < a.length; i++) {
      double d = (double) a[i] - rows.get(FLOAT, offset + 4L * i);
      s0 += d * d;
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double dot(float[] a, MemorySegment rows, long offset) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < a.length - 3; i += 4) {
      s0 += (double) a[i] * rows.get(FLOAT, offset + 4L * i);
      s1 += (double) a[i + 1] * rows.get(FLOAT, offset + 4L * i + 4);
      s2 += (double) a[i + 2] * rows.get(FLOAT, offset + 4L * i + 8);
      s3 += (double) a[i + 3] * rows.get(FLOAT, offset + 4L * i + 12);
    }
    for (; i < a.length; i++) {
      s0 += (double) a[i] * rows.get(FLOAT, offset + 4L * i);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The sum of squares of a row, added in the same order as {@link #measure} adds. */
  static double squares(MemorySegment rows, long offset, int dimension) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < dimension - 3; i += 4) {
      double x0 = rows.get(FLOAT, offset + 4L * i);
      double x1 = rows.get(FLOAT, offset + 4L * i + 4);
      double x2 = rows.get(FLOAT, offset + 4L * i + 8);
      double x3 = rows.get(FLOAT, offset + 4L * i + 12);
      s0 += x0 * x0;
      s1 += x1 * x1;
      s2 += x2 * x2;
      s3 += x3 * x3;
    }
    for (; i < dimension; i++) {
      double x = rows.get(FLOAT, offset + 4L * i);
      s0 += x * x;
    }
    return (s0 + s1) + (s2 + s3);
  }
}
