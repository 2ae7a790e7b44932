package io.niteru.images.tensor;

import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Passes by the Vector API. Along the rows a lane is a row: bands of rows are transposed, so that
 * one weight serves a whole vector whatever the scale, and transposed back.
 */
final class VectorPasses implements Passes {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LANES * Byte.SIZE)));

  /** Pixels a row, of which a band is not kept in a cache any more. */
  private static final int WIDE = 1 << 15;

  private final Passes scalar = new ScalarPasses();
  private byte[] band = new byte[0];
  private byte[] narrowed = new byte[0];

  /** Vectors of four lanes are hardly faster than none. */
  static boolean areFast() {
    return LANES >= Transposition.SIDE;
  }

  @Override
  public void across(byte[] in, int from, int pitch, int rows, ResizeWeights weights, byte[] out) {
    if (weights.in > WIDE || weights.out > WIDE) {
      scalar.across(in, from, pitch, rows, weights, out);
      return;
    }
    int wide = 3 * weights.in;
    int narrow = 3 * weights.out;
    if (band.length < wide * LANES) {
      band = new byte[wide * LANES];
    }
    if (narrowed.length < narrow * LANES) {
      narrowed = new byte[narrow * LANES];
    }
    for (int row = 0; row < rows; row += LANES) {
      int count = Math.min(LANES, rows - row);
      Transposition.of(in, from + row * pitch, pitch, count, wide, band, 0, LANES);
      narrow(weights);
      Transposition.of(narrowed, 0, LANES, narrow, count, out, row * narrow, narrow);
    }
  }

  /** From a band to a narrowed one: lines of a vector each, three lines a pixel. */
  private void narrow(ResizeWeights weights) {
    for (int x = 0; x < weights.out; x++) {
      IntVector a = IntVector.broadcast(INTS, HALF);
      IntVector b = a;
      IntVector c = a;
      int line = 3 * LANES * weights.first[x];
      int weight = x * weights.stride;
      for (int end = weight + weights.count[x]; weight < end; weight++, line += 3 * LANES) {
        int w = weights.weights[weight];
        a = a.add(load(band, line).mul(w));
        b = b.add(load(band, line + LANES).mul(w));
        c = c.add(load(band, line + 2 * LANES).mul(w));
      }
      int to = 3 * LANES * x;
      store(a, narrowed, to);
      store(b, narrowed, to + LANES);
      store(c, narrowed, to + 2 * LANES);
    }
  }

  @Override
  public void down(byte[] in, int length, ResizeWeights weights, byte[] out) {
    if (length < LANES) {
      scalar.down(in, length, weights, out);
      return;
    }
    int vectors = BYTES.loopBound(length);
    for (int y = 0; y < weights.out; y++) {
      for (int x = 0; x < vectors; x += LANES) {
        lower(in, length, weights, y, x, out);
      }
      if (vectors < length) {
        // The last vector begins earlier, so that it ends with the row.
        lower(in, length, weights, y, length - LANES, out);
      }
    }
  }

  private static void lower(
      byte[] in, int length, ResizeWeights weights, int y, int x, byte[] out) {
    IntVector sum = IntVector.broadcast(INTS, HALF);
    int from = weights.first[y] * length + x;
    int weight = y * weights.stride;
    for (int end = weight + weights.count[y]; weight < end; weight++, from += length) {
      sum = sum.add(load(in, from).mul(weights.weights[weight]));
    }
    store(sum, out, y * length + x);
  }

  private static IntVector load(byte[] in, int at) {
    return (IntVector) ByteVector.fromArray(BYTES, in, at).convertShape(ZERO_EXTEND_B2I, INTS, 0);
  }

  private static void store(IntVector sums, byte[] out, int at) {
    IntVector clipped = sums.lanewise(LSHR, ResizeWeights.BITS).min(MAX);
    ((ByteVector) clipped.convertShape(I2B, BYTES, 0)).intoArray(out, at);
  }
}
