package io.niteru.core.simd;

/**
 * Distances of floats that Lucene has no kernel for. Stateless, safe for all threads; nothing here
 * allocates. Both vectors must be of the same length.
 */
public interface Norms {
  /** The sum of the absolute differences. */
  float l1(float[] a, float[] b);

  /** The largest of the absolute differences. */
  float lInf(float[] a, float[] b);

  /** The kernels for this machine: vectors where the Vector API is there, scalars otherwise. */
  static Norms best() {
    return KernelChoice.NORMS;
  }
}
