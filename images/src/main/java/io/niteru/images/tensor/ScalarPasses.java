package io.niteru.images.tensor;

import io.niteru.images.decode.Pixels;

/** Passes for machines, or Java runtimes, without vectors. */
final class ScalarPasses implements Passes {
  private int[] row = new int[0];

  @Override
  public void across(Pixels in, Fit.Window window, ResizeWeights weights, int[] out) {
    if (row.length < weights.in) {
      row = new int[weights.in];
    }
    for (int y = 0, to = 0; y < window.height(); y++) {
      in.copyRow(window.x(), window.y() + y, weights.in, row);
      for (int x = 0; x < weights.out; x++) {
        out[to++] = blend(row, weights.first[x], 1, weights, x);
      }
    }
  }

  @Override
  public void down(int[] in, int width, ResizeWeights weights, int[] out) {
    for (int y = 0, to = 0; y < weights.out; y++) {
      for (int x = 0; x < width; x++) {
        out[to++] = blend(in, weights.first[y] * width + x, width, weights, y);
      }
    }
  }

  private static int blend(int[] in, int at, int stride, ResizeWeights weights, int output) {
    int r = HALF;
    int g = HALF;
    int b = HALF;
    int weight = output * weights.stride;
    for (int end = weight + weights.count[output]; weight < end; weight++, at += stride) {
      int w = weights.weights[weight];
      int pixel = in[at];
      r += w * (pixel >>> 16 & 255);
      g += w * (pixel >>> 8 & 255);
      b += w * (pixel & 255);
    }
    return clip(r) << 16 | clip(g) << 8 | clip(b);
  }

  private static int clip(int sum) {
    return Math.min(MAX, sum >>> ResizeWeights.BITS);
  }
}
