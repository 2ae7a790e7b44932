package io.niteru.images.tensor;

import io.niteru.images.decode.Plane;
import java.util.Arrays;

/** Lines for machines, or Java runtimes, without vectors. */
final class ScalarLines implements Lines {
  private static final int ROWS = 16;

  private byte[] samples = new byte[0];
  private float[] line = new float[0];

  @Override
  public int rows() {
    return ROWS;
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
    if (line.length < length) {
      samples = new byte[length];
      line = new float[length];
    }
    Arrays.fill(line, 0, length, 0);
    for (int i = 0; i < weights.count[output]; i++) {
      float weight = weights.weights[output * weights.stride + i] / ONE;
      in.copyRow(x, y + weights.first[output] + i, length, samples);
      for (int to = 0; to < length; to++) {
        line[to] = Math.fma(weight, samples[to] & 255, line[to]);
      }
    }
    for (int from = 0; from < length; from++) {
      band[ROWS * from + row] = line[from];
    }
  }

  @Override
  public void across(float[] band, ResizeWeights weights, float[] out) {
    Arrays.fill(out, 0, weights.out * ROWS, 0);
    for (int x = 0; x < weights.out; x++) {
      for (int i = 0; i < weights.count[x]; i++) {
        float weight = weights.weights[x * weights.stride + i] / ONE;
        int from = (weights.first[x] + i) * ROWS;
        for (int row = 0; row < ROWS; row++) {
          int to = x * ROWS + row;
          out[to] = Math.fma(weight, band[from + row], out[to]);
        }
      }
    }
  }

  @Override
  public void toRgb(float[][] bands, int width, int rows, int[] out, int at) {
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < width; x++) {
        int i = ROWS * x + row;
        float y = bands[0][i] + 0.5f;
        float cb = bands[1][i] - 128;
        float cr = bands[2][i] - 128;
        int r = clip(y + 1.402f * cr);
        int g = clip(y - 0.344136f * cb - 0.714136f * cr);
        int b = clip(y + 1.772f * cb);
        out[at + row * width + x] = r << 16 | g << 8 | b;
      }
    }
  }

  private static int clip(float value) {
    return Math.min(255, Math.max(0, (int) value));
  }
}
