package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Kernels on the vectors this machine prefers. */
final class VectorRowKernels implements RowKernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final int PANEL = 2 * LANES;

  /** As many bytes as a float vector has lanes, where such a vector exists. */
  private static final VectorSpecies<Byte> BYTES =
      LANES == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final RowKernels SCALAR = new ScalarRowKernels();

  @Override
  public int panel() {
    return PANEL;
  }

  /** Twelve accumulators: as many as 16 registers hold beside their operands. */
  @Override
  public void tile(
      float[] panel,
      int panelAt,
      float[] block,
      int blockAt,
      int length,
      float[] sums,
      int sumsAt) {
    FloatVector a0 = FloatVector.zero(FLOATS);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    FloatVector e0 = a0;
    FloatVector e1 = a0;
    FloatVector f0 = a0;
    FloatVector f1 = a0;
    for (int d = 0; d < length; d++) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, panel, panelAt + d * PANEL);
      FloatVector v1 = FloatVector.fromArray(FLOATS, panel, panelAt + d * PANEL + LANES);
      FloatVector x = FloatVector.broadcast(FLOATS, block[blockAt + d]);
      a0 = v0.fma(x, a0);
      a1 = v1.fma(x, a1);
      x = FloatVector.broadcast(FLOATS, block[blockAt + d + DEPTH]);
      b0 = v0.fma(x, b0);
      b1 = v1.fma(x, b1);
      x = FloatVector.broadcast(FLOATS, block[blockAt + d + 2 * DEPTH]);
      c0 = v0.fma(x, c0);
      c1 = v1.fma(x, c1);
      x = FloatVector.broadcast(FLOATS, block[blockAt + d + 3 * DEPTH]);
      d0 = v0.fma(x, d0);
      d1 = v1.fma(x, d1);
      x = FloatVector.broadcast(FLOATS, block[blockAt + d + 4 * DEPTH]);
      e0 = v0.fma(x, e0);
      e1 = v1.fma(x, e1);
      x = FloatVector.broadcast(FLOATS, block[blockAt + d + 5 * DEPTH]);
      f0 = v0.fma(x, f0);
      f1 = v1.fma(x, f1);
    }
    add(a0, a1, sums, sumsAt);
    add(b0, b1, sums, sumsAt + PANEL);
    add(c0, c1, sums, sumsAt + 2 * PANEL);
    add(d0, d1, sums, sumsAt + 3 * PANEL);
    add(e0, e1, sums, sumsAt + 4 * PANEL);
    add(f0, f1, sums, sumsAt + 5 * PANEL);
  }

  private static void add(FloatVector v0, FloatVector v1, float[] sums, int at) {
    v0.add(FloatVector.fromArray(FLOATS, sums, at)).intoArray(sums, at);
    v1.add(FloatVector.fromArray(FLOATS, sums, at + LANES)).intoArray(sums, at + LANES);
  }

  @Override
  public void products(
      float[] query, MemorySegment rows, long at, long stride, int count, float[] products) {
    int whole = FLOATS.loopBound(query.length);
    int pairs = whole / (2 * LANES) * (2 * LANES);
    for (int r = 0; r < count; r++) {
      long row = at + r * stride;
      FloatVector s0 = FloatVector.zero(FLOATS);
      FloatVector s1 = s0;
      int d = 0;
      for (; d < pairs; d += 2 * LANES) {
        s0 = query(query, d).fma(row(rows, row, d), s0);
        s1 = query(query, d + LANES).fma(row(rows, row, d + LANES), s1);
      }
      if (d < whole) {
        s0 = query(query, d).fma(row(rows, row, d), s0);
      }
      float sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
      for (d = whole; d < query.length; d++) {
        sum += query[d] * rows.get(ScalarRowKernels.FLOAT, row + 4L * d);
      }
      products[r] = sum;
    }
  }

  private static FloatVector query(float[] query, int d) {
    return FloatVector.fromArray(FLOATS, query, d);
  }

  private static FloatVector row(MemorySegment rows, long row, int d) {
    return FloatVector.fromMemorySegment(FLOATS, rows, row + 4L * d, ORDER);
  }

  @Override
  public void codes(float[] weights, MemorySegment codes, long at, int count, float[] products) {
    if (LANES < 8) {
      SCALAR.codes(weights, codes, at, count, products);
      return;
    }
    int length = weights.length;
    int r = 0;
    for (; r < count - 3; r += 4) {
      long row = at + (long) r * length;
      FloatVector s0 = FloatVector.zero(FLOATS);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (int d = 0; d < length; d += LANES) {
        FloatVector w = query(weights, d);
        s0 = w.fma(code(codes, row + d), s0);
        s1 = w.fma(code(codes, row + length + d), s1);
        s2 = w.fma(code(codes, row + 2L * length + d), s2);
        s3 = w.fma(code(codes, row + 3L * length + d), s3);
      }
      products[r] = s0.reduceLanes(VectorOperators.ADD);
      products[r + 1] = s1.reduceLanes(VectorOperators.ADD);
      products[r + 2] = s2.reduceLanes(VectorOperators.ADD);
      products[r + 3] = s3.reduceLanes(VectorOperators.ADD);
    }
    for (; r < count; r++) {
      long row = at + (long) r * length;
      FloatVector s = FloatVector.zero(FLOATS);
      for (int d = 0; d < length; d += LANES) {
        s = query(weights, d).fma(code(codes, row + d), s);
      }
      products[r] = s.reduceLanes(VectorOperators.ADD);
    }
  }

  private static FloatVector code(MemorySegment codes, long at) {
    return (FloatVector)
        ByteVector.fromMemorySegment(BYTES, codes, at, ORDER)
            .convertShape(VectorOperators.B2F, FLOATS, 0);
  }
}
