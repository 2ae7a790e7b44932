package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Plain Java; also what the vector kernels are checked by. */
final class ScalarRowKernels implements RowKernels {
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int PANEL = 16;

  @Override
  public int panel() {
    return PANEL;
  }

  @Override
  public void tile(
      float[] panel,
      int panelAt,
      float[] block,
      int blockAt,
      int length,
      float[] sums,
      int sumsAt) {
    float[] sum = new float[PANEL];
    for (int r = 0; r < TILE; r++) {
      Arrays.fill(sum, 0);
      for (int d = 0; d < length; d++) {
        float x = block[blockAt + r * DEPTH + d];
        for (int v = 0; v < PANEL; v++) {
          sum[v] += x * panel[panelAt + d * PANEL + v];
        }
      }
      for (int v = 0; v < PANEL; v++) {
        sums[sumsAt + r * PANEL + v] += sum[v];
      }
    }
  }

  @Override
  public void products(
      float[] query, MemorySegment rows, long at, long stride, int count, float[] products) {
    for (int r = 0; r < count; r++) {
      long row = at + r * stride;
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      int d = 0;
      for (; d < query.length - 3; d += 4) {
        s0 += query[d] * rows.get(FLOAT, row + 4L * d);
        s1 += query[d + 1] * rows.get(FLOAT, row + 4L * d + 4);
        s2 += query[d + 2] * rows.get(FLOAT, row + 4L * d + 8);
        s3 += query[d + 3] * rows.get(FLOAT, row + 4L * d + 12);
      }
      for (; d < query.length; d++) {
        s0 += query[d] * rows.get(FLOAT, row + 4L * d);
      }
      products[r] = (s0 + s1) + (s2 + s3);
    }
  }

  @Override
  public void codes(float[] weights, MemorySegment codes, long at, int count, float[] products) {
    int length = weights.length;
    for (int r = 0; r < count; r++) {
      long row = at + (long) r * length;
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      for (int d = 0; d < length; d += 4) {
        s0 += weights[d] * codes.get(ValueLayout.JAVA_BYTE, row + d);
        s1 += weights[d + 1] * codes.get(ValueLayout.JAVA_BYTE, row + d + 1);
        s2 += weights[d + 2] * codes.get(ValueLayout.JAVA_BYTE, row + d + 2);
        s3 += weights[d + 3] * codes.get(ValueLayout.JAVA_BYTE, row + d + 3);
      }
      products[r] = (s0 + s1) + (s2 + s3);
    }
  }
}
