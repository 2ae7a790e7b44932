package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Plain Java, for a JVM without the Vector API; also what the vector kernels are checked by. */
final class ScalarKernels implements Kernels {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public int blockWords() {
    return 1;
  }

  @Override
  public int dot1x4(MemorySegment rows, long offset, long[] planes, int words) {
    int sum = 0;
    for (int w = 0; w < words; w++) {
      long x = rows.get(WORD, offset + 8L * w);
      sum +=
          Long.bitCount(x & planes[w])
              + (Long.bitCount(x & planes[words + w]) << 1)
              + (Long.bitCount(x & planes[2 * words + w]) << 2)
              + (Long.bitCount(x & planes[3 * words + w]) << 3);
    }
    return sum;
  }

  @Override
  public long dot4x8(MemorySegment rows, long offset, long planeBytes, long[] planes, int words) {
    long sum = 0;
    for (int a = 0; a < 4; a++) {
      for (int w = 0; w < words; w++) {
        long x = rows.get(WORD, offset + a * planeBytes + 8L * w);
        for (int b = 0; b < 8; b++) {
          sum += (long) Long.bitCount(x & planes[b * words + w]) << (a + b);
        }
      }
    }
    return sum;
  }

  @Override
  public void hadamard(float[] v, int from, int length) {
    for (int h = 1; h < length; h <<= 1) {
      for (int i = from; i < from + length; i += h << 1) {
        for (int j = i; j < i + h; j++) {
          float x = v[j];
          float y = v[j + h];
          v[j] = x + y;
          v[j + h] = x - y;
        }
      }
    }
  }

  @Override
  public void summarise(float[] v, int length, float[] summary) {
    float least = v[0];
    float most = v[0];
    double squares = 0;
    double absolutes = 0;
    for (int i = 0; i < length; i++) {
      float x = v[i];
      least = Math.min(least, x);
      most = Math.max(most, x);
      squares += (double) x * x;
      absolutes += Math.abs(x);
    }
    summary[0] = least;
    summary[1] = most;
    summary[2] = (float) squares;
    summary[3] = (float) absolutes;
  }

  @Override
  public long quantize(
      float[] v, int length, float low, float inverseStep, int bits, long[] planes, int stride) {
    int max = (1 << bits) - 1;
    long sum = 0;
    for (int b = 0; b < bits; b++) {
      Arrays.fill(planes, b * stride, b * stride + length / 64, 0L);
    }
    for (int j = 0; j < length; j++) {
      float x = (v[j] - low) * inverseStep + 0.5f;
      int u = (int) Math.max(0f, Math.min(max, x));
      sum += u;
      for (int b = 0; b < bits; b++) {
        planes[b * stride + (j >> 6)] |= (long) (u >> b & 1) << j;
      }
    }
    return sum;
  }

  @Override
  public void insert(long[] sorted, int from, int to, long[] values, int count) {
    for (int i = 0; i < count; i++) {
      int at = Arrays.binarySearch(sorted, from, to, values[i]);
      at = at < 0 ? -at - 1 : at;
      if (at < to) {
        System.arraycopy(sorted, at, sorted, at + 1, to - at - 1);
        sorted[at] = values[i];
      }
    }
  }
}
