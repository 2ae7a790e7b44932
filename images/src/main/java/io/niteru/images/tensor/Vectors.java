package io.niteru.images.tensor;

import io.niteru.core.simd.VectorApi;
import jdk.incubator.vector.IntVector;

/** Whether the Vector API is worth its while here. */
final class Vectors {
  private Vectors() {}

  /** Vectors of four lanes are hardly faster than none. */
  static boolean areFast() {
    return VectorApi.isUsable() && IntVector.SPECIES_PREFERRED.length() >= 8;
  }
}
