package io.niteru.images.tensor;

import io.niteru.core.simd.VectorApi;
import jdk.incubator.vector.IntVector;

/** Whether vectors are wide enough here for the Vector API to be worth its while. */
final class VectorWidth {
  private VectorWidth() {}

  /** Vectors of four lanes are hardly faster than none. */
  static boolean isEnough() {
    return VectorApi.isUsable() && IntVector.SPECIES_PREFERRED.length() >= 8;
  }
}
