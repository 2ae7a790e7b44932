package io.niteru.images.tensor;

import io.niteru.images.decode.Pixels;
import java.util.Arrays;

/**
 * Resizes to one size without regard to the proportions: antialiased bilinear, byte for byte what
 * Pillow's {@code Image.resize((width, height), BILINEAR)} gives. First along the rows, rounded to
 * 8 bits, then along the columns.
 *
 * <p>Not thread-safe: one per thread, which keeps its buffers and the weights of the last size.
 */
public final class Resizer {
  private static final int HALF = 1 << (ResizeWeights.BITS - 1);

  private final int width;
  private final int height;
  private final byte[] out;
  private final int[] sums;
  private byte[] narrowed = new byte[0];
  private ResizeWeights across = new ResizeWeights(1, 1);
  private ResizeWeights down = new ResizeWeights(1, 1);

  /** A resizer to {@code width} x {@code height} pixels. */
  public Resizer(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("cannot resize to " + width + " x " + height);
    }
    this.width = width;
    this.height = height;
    this.out = new byte[3 * width * height];
    this.sums = new int[3 * width];
  }

  /** The resized picture, in the same order of bytes; it is overwritten by the next call. */
  public Pixels resize(Pixels in) {
    if (across.in != in.width() || across.first.length != width) {
      across = new ResizeWeights(in.width(), width);
    }
    if (down.in != in.height() || down.first.length != height) {
      down = new ResizeWeights(in.height(), height);
    }
    int needed = 3 * width * in.height();
    if (narrowed.length < needed) {
      narrowed = new byte[needed];
    }
    for (int y = 0; y < in.height(); y++) {
      narrow(in.data(), 3 * y * in.width(), 3 * y * width);
    }
    for (int y = 0; y < height; y++) {
      lower(y);
    }
    return new Pixels(width, height, out, in.order());
  }

  private void narrow(byte[] row, int from, int to) {
    for (int x = 0; x < width; x++) {
      int a = HALF;
      int b = HALF;
      int c = HALF;
      int pixel = from + 3 * across.first[x];
      int weight = x * across.stride;
      for (int end = weight + across.count[x]; weight < end; weight++, pixel += 3) {
        int w = across.weights[weight];
        a += w * (row[pixel] & 255);
        b += w * (row[pixel + 1] & 255);
        c += w * (row[pixel + 2] & 255);
      }
      narrowed[to++] = (byte) clip(a);
      narrowed[to++] = (byte) clip(b);
      narrowed[to++] = (byte) clip(c);
    }
  }

  private void lower(int y) {
    Arrays.fill(sums, HALF);
    for (int i = 0; i < down.count[y]; i++) {
      int w = down.weights[y * down.stride + i];
      int row = (down.first[y] + i) * sums.length;
      for (int x = 0; x < sums.length; x++) {
        sums[x] += w * (narrowed[row + x] & 255);
      }
    }
    for (int x = 0, to = y * sums.length; x < sums.length; x++) {
      out[to + x] = (byte) clip(sums[x]);
    }
  }

  /** Weights rounded up may sum to a little more than one. */
  private static int clip(int sum) {
    return Math.min(255, sum >>> ResizeWeights.BITS);
  }
}
