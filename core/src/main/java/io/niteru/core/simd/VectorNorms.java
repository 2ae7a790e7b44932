package io.niteru.core.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Kernels on the vectors this machine prefers. */
final class VectorNorms implements Norms {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  @Override
  public float l1(float[] a, float[] b) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    int i = 0;
    for (; i <= a.length - 2 * LANES; i += 2 * LANES) {
      s0 = s0.add(difference(a, b, i));
      s1 = s1.add(difference(a, b, i + LANES));
    }
    float sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
    for (; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  @Override
  public float lInf(float[] a, float[] b) {
    FloatVector m0 = FloatVector.zero(FLOATS);
    FloatVector m1 = m0;
    int i = 0;
    for (; i <= a.length - 2 * LANES; i += 2 * LANES) {
      m0 = m0.max(difference(a, b, i));
      m1 = m1.max(difference(a, b, i + LANES));
    }
    float max = m0.max(m1).reduceLanes(VectorOperators.MAX);
    for (; i < a.length; i++) {
      max = Math.max(max, Math.abs(a[i] - b[i]));
    }
    return max;
  }

  private static FloatVector difference(float[] a, float[] b, int at) {
    return FloatVector.fromArray(FLOATS, a, at)
        .sub(FloatVector.fromArray(FLOATS, b, at))
        .lanewise(VectorOperators.ABS);
  }
}
