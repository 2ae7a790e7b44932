package io.niteru.images.tensor;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import io.niteru.images.decode.Plane;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Lines by the Vector API. */
final class VectorLines implements Lines {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  private static final int LANES = FLOATS.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** As many bytes as there are floats. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * LANES));

  private float[] line = new float[0];
  private int[] rgb = new int[0];

  @Override
  public int rows() {
    return LANES;
  }

  @Override
  public void down(
      Plane in,
      int x,
      int y,
      ResizeWeights weights,
      int output,
      float[] band,
      int row,
      int length) {
    if (line.length < length + LANES) {
      line = new float[length + LANES];
    }
    long from = (long) (y + weights.first[output]) * in.stride() + x;
    int whole = BYTES.loopBound(length);
    for (int to = 0; to < whole; to += LANES) {
      blend(in, from + to, weights, output).intoArray(line, to);
    }
    if (whole < length) {
      VectorMask<Byte> rest = BYTES.indexInRange(whole, length);
      blend(in, from + whole, rest, weights, output).intoArray(line, whole);
    }
    for (int to = 0; to < length; to++) {
      band[LANES * to + row] = line[to];
    }
  }

  private static FloatVector blend(Plane in, long from, ResizeWeights weights, int output) {
    MemorySegment samples = in.samples();
    FloatVector sum = FloatVector.zero(FLOATS);
    int weight = output * weights.stride;
    for (int end = weight + weights.count[output]; weight < end; weight++, from += in.stride()) {
      ByteVector bytes = ByteVector.fromMemorySegment(BYTES, samples, from, ORDER);
      sum = toFloats(bytes).fma(weight(weights, weight), sum);
    }
    return sum;
  }

  private static FloatVector blend(
      Plane in, long from, VectorMask<Byte> mask, ResizeWeights weights, int output) {
    MemorySegment samples = in.samples();
    FloatVector sum = FloatVector.zero(FLOATS);
    int weight = output * weights.stride;
    for (int end = weight + weights.count[output]; weight < end; weight++, from += in.stride()) {
      ByteVector bytes = ByteVector.fromMemorySegment(BYTES, samples, from, ORDER, mask);
      sum = toFloats(bytes).fma(weight(weights, weight), sum);
    }
    return sum;
  }

  private static FloatVector toFloats(ByteVector bytes) {
    return (FloatVector) bytes.convertShape(ZERO_EXTEND_B2I, INTS, 0).convertShape(I2F, FLOATS, 0);
  }

  private static FloatVector weight(ResizeWeights weights, int i) {
    return FloatVector.broadcast(FLOATS, weights.weights[i] / ONE);
  }

  @Override
  public void across(float[] band, ResizeWeights weights, float[] out) {
    for (int x = 0; x < weights.out; x++) {
      FloatVector sum = FloatVector.zero(FLOATS);
      int from = weights.first[x] * LANES;
      int weight = x * weights.stride;
      for (int end = weight + weights.count[x]; weight < end; weight++, from += LANES) {
        sum = FloatVector.fromArray(FLOATS, band, from).fma(weight(weights, weight), sum);
      }
      sum.intoArray(out, x * LANES);
    }
  }

  @Override
  public void toRgb(float[][] bands, int width, int rows, int[] out, int at) {
    if (rgb.length < width * LANES) {
      rgb = new int[width * LANES];
    }
    toRgb(bands[0], bands[1], bands[2], rgb, width * LANES);
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < width; x++) {
        out[at + x] = rgb[LANES * x + row];
      }
      at += width;
    }
  }

  private static void toRgb(float[] luma, float[] blue, float[] red, int[] rgb, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector y = FloatVector.fromArray(FLOATS, luma, i).add(0.5f);
      FloatVector cb = FloatVector.fromArray(FLOATS, blue, i).sub(128);
      FloatVector cr = FloatVector.fromArray(FLOATS, red, i).sub(128);
      IntVector r = clip(y.add(cr.mul(1.402f)));
      IntVector g = clip(y.sub(cb.mul(0.344136f)).sub(cr.mul(0.714136f)));
      IntVector b = clip(y.add(cb.mul(1.772f)));
      r.lanewise(LSHL, 16).or(g.lanewise(LSHL, 8)).or(b).intoArray(rgb, i);
    }
  }

  private static IntVector clip(FloatVector values) {
    return ((IntVector) values.convertShape(F2I, INTS, 0)).max(0).min(255);
  }
}
