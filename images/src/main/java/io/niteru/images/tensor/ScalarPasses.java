package io.niteru.images.tensor;

import java.util.Arrays;

/** Passes for machines, or Java runtimes, without vectors. */
final class ScalarPasses implements Passes {
  private int[] sums = new int[0];

  @Override
  public void across(byte[] in, int from, int pitch, int rows, ResizeWeights weights, byte[] out) {
    for (int row = 0, to = 0; row < rows; row++) {
      for (int x = 0; x < weights.out; x++, to += 3) {
        pixel(in, from + row * pitch, weights, x, out, to);
      }
    }
  }

  private static void pixel(byte[] in, int row, ResizeWeights weights, int x, byte[] out, int to) {
    int a = HALF;
    int b = HALF;
    int c = HALF;
    int pixel = row + 3 * weights.first[x];
    int weight = x * weights.stride;
    for (int end = weight + weights.count[x]; weight < end; weight++, pixel += 3) {
      int w = weights.weights[weight];
      a += w * (in[pixel] & 255);
      b += w * (in[pixel + 1] & 255);
      c += w * (in[pixel + 2] & 255);
    }
    out[to] = clip(a);
    out[to + 1] = clip(b);
    out[to + 2] = clip(c);
  }

  @Override
  public void down(byte[] in, int length, ResizeWeights weights, byte[] out) {
    if (sums.length != length) {
      sums = new int[length];
    }
    for (int y = 0, to = 0; y < weights.out; y++, to += length) {
      Arrays.fill(sums, HALF);
      for (int i = 0; i < weights.count[y]; i++) {
        int w = weights.weights[y * weights.stride + i];
        int row = (weights.first[y] + i) * length;
        for (int x = 0; x < length; x++) {
          sums[x] += w * (in[row + x] & 255);
        }
      }
      for (int x = 0; x < length; x++) {
        out[to + x] = clip(sums[x]);
      }
    }
  }

  private static byte clip(int sum) {
    return (byte) Math.min(MAX, sum >>> ResizeWeights.BITS);
  }
}
