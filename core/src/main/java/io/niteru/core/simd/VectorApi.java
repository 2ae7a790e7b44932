package io.niteru.core.simd;

import jdk.incubator.vector.LongVector;

/** Whether kernels written with the Vector API are right on this machine. */
public final class VectorApi {
  private static final int NARROWEST = 128;
  private static final int WIDEST = 512;

  private VectorApi() {}

  /**
   * Whether it is there, and prefers vectors of 128 to 512 bits: kernels are written for four to
   * sixteen floats, and rows and queries are padded for no more.
   */
  public static boolean isUsable() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && fits(LongVector.SPECIES_PREFERRED.vectorBitSize());
  }

  /** Whether kernels are right with vectors of so many bits. */
  static boolean fits(int bits) {
    return bits >= NARROWEST && bits <= WIDEST;
  }
}
