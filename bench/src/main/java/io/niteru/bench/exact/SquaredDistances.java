package io.niteru.bench.exact;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Squared Euclidean distances of one row to four queries at a time, so that a load serves four. */
final class SquaredDistances {
  /** Queries a call scores. */
  static final int GROUP = 4;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private SquaredDistances() {}

  /**
   * Distances of the row at {@code offset} of {@code rows} to four queries.
   *
   * @param queries four vectors of one length
   * @param out gets four distances
   */
  static void of(MemorySegment rows, long offset, float[][] queries, float[] out) {
    float[] q0 = queries[0];
    float[] q1 = queries[1];
    float[] q2 = queries[2];
    float[] q3 = queries[3];
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int bound = SPECIES.loopBound(q0.length);
    for (int j = 0; j < bound; j += SPECIES.length()) {
      FloatVector x =
          FloatVector.fromMemorySegment(
              SPECIES, rows, offset + (long) j * Float.BYTES, ByteOrder.LITTLE_ENDIAN);
      FloatVector d0 = x.sub(FloatVector.fromArray(SPECIES, q0, j));
      FloatVector d1 = x.sub(FloatVector.fromArray(SPECIES, q1, j));
      FloatVector d2 = x.sub(FloatVector.fromArray(SPECIES, q2, j));
      FloatVector d3 = x.sub(FloatVector.fromArray(SPECIES, q3, j));
      s0 = d0.fma(d0, s0);
      s1 = d1.fma(d1, s1);
      s2 = d2.fma(d2, s2);
      s3 = d3.fma(d3, s3);
    }
    out[0] = s0.reduceLanes(VectorOperators.ADD);
    out[1] = s1.reduceLanes(VectorOperators.ADD);
    out[2] = s2.reduceLanes(VectorOperators.ADD);
    out[3] = s3.reduceLanes(VectorOperators.ADD);
    for (int j = bound; j < q0.length; j++) {
      float x = rows.get(FLOAT, offset + (long) j * Float.BYTES);
      for (int q = 0; q < GROUP; q++) {
        float d = x - queries[q][j];
        out[q] += d * d;
      }
    }
  }
}
