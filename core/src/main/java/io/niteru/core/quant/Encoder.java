package io.niteru.core.quant;

import io.niteru.core.simd.Kernels;
import java.nio.ByteBuffer;

/**
 * Makes codes of vectors and queries of targets. Holds a few vectors' worth of scratch; allocates
 * nothing while working; for one thread.
 */
public final class Encoder {
  private final Quantizer quantizer;
  private final CodeLayout layout;
  private final Kernels kernels = Kernels.best();
  private final float[] v;
  private final long[] planes;
  private final Range range = new Range();

  /** An encoder of vectors for a quantizer. */
  public Encoder(Quantizer quantizer) {
    this.quantizer = quantizer;
    this.layout = quantizer.layout();
    this.v = new float[layout.dimension()];
    this.planes = new long[4 * layout.words()];
  }

  /**
   * Encodes a vector on both rungs.
   *
   * @param vector the field's vector
   * @param bits little-endian; receives {@link CodeLayout#bitStride()} bytes
   * @param nibbles little-endian; receives {@link CodeLayout#nibbleStride()} bytes
   */
  public void encode(float[] vector, ByteBuffer bits, ByteBuffer nibbles) {
    quantizer.space().map(vector, v);
    quantizer.centre(v);
    range.of(v);
    putBits(bits);
    putNibbles(nibbles);
  }

  private void putBits(ByteBuffer out) {
    int end = out.position() + layout.bitStride();
    // What is above 0 becomes 1.
    long population = kernels.quantize(v, v.length, 0, Float.MAX_VALUE, 1, planes, layout.words());
    put(planes, layout.words(), out);
    // With s the signs, <v, q> is estimated by <s, q> * |v|^2 / <s, v>; the distance needs it
    // twice.
    out.putFloat(range.squares);
    out.putFloat(range.absolutes > 0 ? 2 * range.squares / range.absolutes : 0f);
    out.putInt((int) population);
    while (out.position() < end) {
      out.putInt(0);
    }
  }

  private void putNibbles(ByteBuffer out) {
    range.split(15);
    long sum =
        kernels.quantize(v, v.length, range.low, range.inverseStep, 4, planes, layout.words());
    put(planes, planes.length, out);
    out.putFloat(range.low);
    out.putFloat(range.step);
    out.putFloat(range.squares);
    out.putFloat(range.low * v.length + range.step * sum);
  }

  private static void put(long[] words, int count, ByteBuffer out) {
    out.asLongBuffer().put(words, 0, count);
    out.position(out.position() + count * Long.BYTES);
  }

  /**
   * Prepares both forms of a target.
   *
   * @param target the field's target
   * @param bitQuery receives the form for the first rung
   * @param nibbleQuery receives the form for the second rung
   */
  public void query(float[] target, BitQuery bitQuery, NibbleQuery nibbleQuery) {
    double norm = quantizer.space().mapTarget(target, v);
    quantizer.centre(v);
    range.of(v);
    range.split(15);
    bitQuery.floor = norm > 1 ? (float) Math.pow(norm - 1, 2) : 0;
    bitQuery.spread = norm > 1 ? quantizer.spread(norm, range.squares) : range.squares;
    bitQuery.low = range.low;
    bitQuery.step = range.step;
    bitQuery.squaredNorm = range.squares;
    long sum =
        kernels.quantize(
            v, v.length, range.low, range.inverseStep, 4, bitQuery.planes, bitQuery.words);
    bitQuery.sum = range.low * v.length + range.step * sum;
    range.split(255);
    nibbleQuery.low = range.low;
    nibbleQuery.step = range.step;
    nibbleQuery.squaredNorm = range.squares;
    sum =
        kernels.quantize(
            v, v.length, range.low, range.inverseStep, 8, nibbleQuery.planes, nibbleQuery.words);
    nibbleQuery.sum = range.low * v.length + range.step * sum;
  }

  /** The interval values are quantised over, and their sums. */
  private final class Range {
    private final float[] summary = new float[4];
    private float low;
    private float high;
    private float squares;
    private float absolutes;
    private float step;
    private float inverseStep;

    void of(float[] v) {
      kernels.summarise(v, v.length, summary);
      low = summary[0];
      high = summary[1];
      squares = summary[2];
      absolutes = summary[3];
    }

    void split(int levels) {
      step = (high - low) / levels;
      inverseStep = step > 0 ? 1 / step : 0;
      if (inverseStep == Float.POSITIVE_INFINITY) {
        inverseStep = 0;
      }
    }
  }
}
