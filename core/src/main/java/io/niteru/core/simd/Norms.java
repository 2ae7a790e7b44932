package io.niteru.core.simd;

/**
 * Distances and products of floats that Lucene has no kernel for. Stateless, safe for all threads;
 * nothing here allocates. Both vectors must be of the same length.
 */
public interface Norms {
  /** The sum of the absolute differences. */
  float l1(float[] a, float[] b);

  /** The largest of the absolute differences. */
  float lInf(float[] a, float[] b);

  /** The product of two vectors, in double precision. */
  static double dot(float[] a, float[] b) {
    // Four sums: of one alone, each addition would wait for the one before.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int d = 0;
    for (; d < a.length - 3; d += 4) {
      s0 += (double) a[d] * b[d];
      s1 += (double) a[d + 1] * b[d + 1];
      s2 += (double) a[d + 2] * b[d + 2];
      s3 += (double) a[d + 3] * b[d + 3];
    }
    for (; d < a.length; d++) {
      s0 += (double) a[d] * b[d];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The square of the Euclidean distance of two vectors, in double precision. */
  static double squaredDistance(float[] a, float[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int d = 0;
    for (; d < a.length - 3; d += 4) {
      s0 += square((double) a[d] - b[d]);
      s1 += square((double) a[d + 1] - b[d + 1]);
      s2 += square((double) a[d + 2] - b[d + 2]);
      s3 += square((double) a[d + 3] - b[d + 3]);
    }
    for (; d < a.length; d++) {
      s0 += square((double) a[d] - b[d]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double square(double x) {
    return x * x;
  }

  /** The kernels for this machine: vectors where the Vector API is there, scalars otherwise. */
  static Norms best() {
    return KernelChoice.NORMS;
  }
}
