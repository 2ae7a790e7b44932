package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on the vectors this machine prefers, of 128 to 512 bits. Each is one method: where the
 * compiler has inlined much already it still inlines methods of vectors, but none of ours, and a
 * vector that is handed to one is an object.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LONG_LANES = LONGS.length();
  private static final int FLOAT_LANES = FLOATS.length();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** With 512 bits, to count ones and to compare longs mostly are single instructions. */
  private static final boolean NARROW = LONGS.vectorBitSize() < 512;

  /** Each lane one up, the last first. */
  private static final VectorShuffle<Long> TURN =
      VectorShuffle.fromOp(LONGS, i -> (i + LONG_LANES - 1) % LONG_LANES);

  private static final VectorMask<Long> FIRST_LANE = VectorMask.fromLong(LONGS, 1);

  /** Hadamard steps inside one vector: lanes so far apart change places, every other is negated. */
  private static final VectorShuffle<Float> SWAP_1 = swap(1);

  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_8 = swap(8);
  private static final FloatVector SIGN_1 = sign(1);
  private static final FloatVector SIGN_2 = sign(2);
  private static final FloatVector SIGN_4 = sign(4);
  private static final FloatVector SIGN_8 = sign(8);

  private static VectorShuffle<Float> swap(int h) {
    return VectorShuffle.fromOp(FLOATS, i -> (i ^ h) % FLOAT_LANES);
  }

  private static FloatVector sign(int h) {
    float[] signs = new float[FLOAT_LANES];
    for (int i = 0; i < FLOAT_LANES; i++) {
      signs[i] = (i & h) == 0 ? 1 : -1;
    }
    return FloatVector.fromArray(FLOATS, signs, 0);
  }

  @Override
  public int blockWords() {
    return LONG_LANES;
  }

  @Override
  public int dot1x4(MemorySegment rows, long offset, long[] planes, int words) {
    LongVector s0 = LongVector.zero(LONGS);
    LongVector s1 = s0;
    LongVector s2 = s0;
    LongVector s3 = s0;
    int w = 0;
    int dot = 0;
    for (; NARROW && w + CarrySave.WORDS <= words; w += CarrySave.WORDS) {
      dot += CarrySave.dot1x4(rows, offset + 8L * w, planes, w, words);
    }
    if (w == words) {
      return dot;
    }
    for (; w < words; w += LONG_LANES) {
      LongVector x = LongVector.fromMemorySegment(LONGS, rows, offset + 8L * w, ORDER);
      LongVector q0 = LongVector.fromArray(LONGS, planes, w);
      LongVector q1 = LongVector.fromArray(LONGS, planes, words + w);
      LongVector q2 = LongVector.fromArray(LONGS, planes, 2 * words + w);
      LongVector q3 = LongVector.fromArray(LONGS, planes, 3 * words + w);
      s0 = s0.add(x.and(q0).lanewise(VectorOperators.BIT_COUNT));
      s1 = s1.add(x.and(q1).lanewise(VectorOperators.BIT_COUNT));
      s2 = s2.add(x.and(q2).lanewise(VectorOperators.BIT_COUNT));
      s3 = s3.add(x.and(q3).lanewise(VectorOperators.BIT_COUNT));
    }
    LongVector low = s0.add(s1.lanewise(VectorOperators.LSHL, 1));
    LongVector high = s2.add(s3.lanewise(VectorOperators.LSHL, 1));
    LongVector sum = low.add(high.lanewise(VectorOperators.LSHL, 2));
    return dot + (int) sum.reduceLanes(VectorOperators.ADD);
  }

  @Override
  public void dots1x4(
      MemorySegment rows,
      int[] numbers,
      int from,
      int count,
      int stride,
      long[] planes,
      int words,
      int[] out) {
    if (NARROW) {
      Kernels.super.dots1x4(rows, numbers, from, count, stride, planes, words, out);
      return;
    }
    Arrays.fill(out, 0, count, 0);
    int w = 0;
    for (; w + WideDots.WORDS <= words; w += WideDots.WORDS) {
      WideDots.add(rows, numbers, from, count, stride, planes, w, words, out);
    }
    for (; w < words; w += LONG_LANES) {
      WideDots.addOne(rows, numbers, from, count, stride, planes, w, words, out);
    }
  }

  @Override
  public long dot4x8(MemorySegment rows, long offset, long planeBytes, long[] planes, int words) {
    LongVector sum = LongVector.zero(LONGS);
    for (int w = 0; w < words; w += LONG_LANES) {
      long at = offset + 8L * w;
      LongVector x0 = LongVector.fromMemorySegment(LONGS, rows, at, ORDER);
      LongVector x1 = LongVector.fromMemorySegment(LONGS, rows, at + planeBytes, ORDER);
      LongVector x2 = LongVector.fromMemorySegment(LONGS, rows, at + 2 * planeBytes, ORDER);
      LongVector x3 = LongVector.fromMemorySegment(LONGS, rows, at + 3 * planeBytes, ORDER);
      LongVector block = LongVector.zero(LONGS);
      for (int b = 7; b >= 0; b--) {
        LongVector q = LongVector.fromArray(LONGS, planes, b * words + w);
        LongVector low =
            x0.and(q)
                .lanewise(VectorOperators.BIT_COUNT)
                .add(
                    x1.and(q)
                        .lanewise(VectorOperators.BIT_COUNT)
                        .lanewise(VectorOperators.LSHL, 1));
        LongVector high =
            x2.and(q)
                .lanewise(VectorOperators.BIT_COUNT)
                .add(
                    x3.and(q)
                        .lanewise(VectorOperators.BIT_COUNT)
                        .lanewise(VectorOperators.LSHL, 1));
        block =
            block
                .lanewise(VectorOperators.LSHL, 1)
                .add(low.add(high.lanewise(VectorOperators.LSHL, 2)));
      }
      sum = sum.add(block);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Two steps at a time, and those inside a vector all at once: half of the loads and stores. */
  @Override
  public void hadamard(float[] v, int from, int length) {
    int to = from + length;
    for (int i = from; i < to; i += FLOAT_LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, v, i);
      x = x.mul(SIGN_1).add(x.rearrange(SWAP_1));
      x = x.mul(SIGN_2).add(x.rearrange(SWAP_2));
      if (FLOAT_LANES > 4) {
        x = x.mul(SIGN_4).add(x.rearrange(SWAP_4));
      }
      if (FLOAT_LANES > 8) {
        x = x.mul(SIGN_8).add(x.rearrange(SWAP_8));
      }
      x.intoArray(v, i);
    }
    int h = FLOAT_LANES;
    for (; h * 2 < length; h *= 4) {
      for (int i = from; i < to; i += h * 4) {
        for (int j = i; j < i + h; j += FLOAT_LANES) {
          FloatVector a = FloatVector.fromArray(FLOATS, v, j);
          FloatVector b = FloatVector.fromArray(FLOATS, v, j + h);
          FloatVector c = FloatVector.fromArray(FLOATS, v, j + 2 * h);
          FloatVector d = FloatVector.fromArray(FLOATS, v, j + 3 * h);
          FloatVector ab = a.add(b);
          FloatVector cd = c.add(d);
          a = a.sub(b);
          c = c.sub(d);
          ab.add(cd).intoArray(v, j);
          a.add(c).intoArray(v, j + h);
          ab.sub(cd).intoArray(v, j + 2 * h);
          a.sub(c).intoArray(v, j + 3 * h);
        }
      }
    }
    for (int j = from; h < length && j < from + h; j += FLOAT_LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, v, j);
      FloatVector y = FloatVector.fromArray(FLOATS, v, j + h);
      x.add(y).intoArray(v, j);
      x.sub(y).intoArray(v, j + h);
    }
  }

  @Override
  public void summarise(float[] v, int length, float[] summary) {
    FloatVector least = FloatVector.fromArray(FLOATS, v, 0);
    FloatVector most = least;
    FloatVector squares = FloatVector.zero(FLOATS);
    FloatVector absolutes = squares;
    for (int i = 0; i < length; i += FLOAT_LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, v, i);
      least = least.min(x);
      most = most.max(x);
      squares = x.mul(x).add(squares);
      absolutes = x.abs().add(absolutes);
    }
    summary[0] = least.reduceLanes(VectorOperators.MIN);
    summary[1] = most.reduceLanes(VectorOperators.MAX);
    summary[2] = squares.reduceLanes(VectorOperators.ADD);
    summary[3] = absolutes.reduceLanes(VectorOperators.ADD);
  }

  @Override
  public long quantize(
      float[] v, int length, float low, float inverseStep, int bits, long[] planes, int stride) {
    float max = (1 << bits) - 1;
    IntVector sum = IntVector.zero(INTS);
    for (int word = 0; word < length / 64; word++) {
      for (int b = 0; b < bits; b++) {
        planes[b * stride + word] = 0;
      }
      for (int lane = 0; lane < 64; lane += FLOAT_LANES) {
        FloatVector x =
            FloatVector.fromArray(FLOATS, v, word * 64 + lane)
                .sub(low)
                .mul(inverseStep)
                .add(0.5f)
                .min(max)
                .max(0f);
        IntVector u = (IntVector) x.convert(VectorOperators.F2I, 0);
        sum = sum.add(u);
        for (int b = 0; b < bits; b++) {
          VectorMask<Integer> one = u.and(1 << b).compare(VectorOperators.NE, 0);
          planes[b * stride + word] |= one.toLong() << lane;
        }
      }
    }
    return sum.reduceLanesToLong(VectorOperators.ADD);
  }

  /**
   * No branch depends on the values: each becomes the middle of itself, its left and the new. Four
   * go in at a time, one behind the other, so that what is sorted is loaded and stored once.
   */
  @Override
  public void insert(long[] sorted, int from, int to, long[] values, int count) {
    if (NARROW) {
      Insertion.insert(sorted, from, to, values, count);
      return;
    }
    for (int i = 0; i < count; i += 4) {
      // The largest goes in without changing anything.
      LongVector a = LongVector.broadcast(LONGS, values[i]);
      LongVector b = LongVector.broadcast(LONGS, i + 1 < count ? values[i + 1] : Long.MAX_VALUE);
      LongVector c = LongVector.broadcast(LONGS, i + 2 < count ? values[i + 2] : Long.MAX_VALUE);
      LongVector d = LongVector.broadcast(LONGS, i + 3 < count ? values[i + 3] : Long.MAX_VALUE);
      LongVector left = LongVector.fromArray(LONGS, sorted, from - LONG_LANES).rearrange(TURN);
      LongVector leftOfA = left;
      LongVector leftOfB = left;
      LongVector leftOfC = left;
      LongVector leftOfD = left;
      for (int at = from; at < to; at += LONG_LANES) {
        LongVector x = LongVector.fromArray(LONGS, sorted, at);
        LongVector turned = x.rearrange(TURN);
        x = turned.blend(leftOfA, FIRST_LANE).max(x.min(a));
        leftOfA = turned;
        turned = x.rearrange(TURN);
        x = turned.blend(leftOfB, FIRST_LANE).max(x.min(b));
        leftOfB = turned;
        turned = x.rearrange(TURN);
        x = turned.blend(leftOfC, FIRST_LANE).max(x.min(c));
        leftOfC = turned;
        turned = x.rearrange(TURN);
        turned.blend(leftOfD, FIRST_LANE).max(x.min(d)).intoArray(sorted, at);
        leftOfD = turned;
      }
    }
  }
}
