package io.niteru.images.tensor;

import io.niteru.images.decode.Pixels;

/**
 * Resizes pictures, or what {@link Fit} leaves of them, to one size: antialiased bilinear, byte for
 * byte what Pillow's {@code Image.resize((width, height), BILINEAR)} gives for that part. First
 * along the rows, rounded to 8 bits, then along the columns.
 *
 * <p>Not thread-safe: one per thread, which keeps its buffers and the weights of the last size.
 */
public final class Resizer {
  private final int width;
  private final int height;
  private final Fit fit;
  private final byte[] out;
  private final Passes passes;
  private byte[] narrowed = new byte[0];
  private ResizeWeights across = new ResizeWeights(1, 1);
  private ResizeWeights down = new ResizeWeights(1, 1);

  /** A resizer to {@code width} x {@code height} pixels. */
  public Resizer(int width, int height, Fit fit) {
    this(width, height, fit, Passes.best());
  }

  Resizer(int width, int height, Fit fit, Passes passes) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("cannot resize to " + width + " x " + height);
    }
    this.width = width;
    this.height = height;
    this.fit = fit;
    this.out = new byte[3 * width * height];
    this.passes = passes;
  }

  /** The resized picture, in the same order of bytes; it is overwritten by the next call. */
  public Pixels resize(Pixels in) {
    Fit.Window window = fit.window(in.width(), in.height(), width, height);
    if (across.in != window.width() || across.out != width) {
      across = new ResizeWeights(window.width(), width);
    }
    if (down.in != window.height() || down.out != height) {
      down = new ResizeWeights(window.height(), height);
    }
    int needed = 3 * width * window.height();
    if (narrowed.length < needed) {
      narrowed = new byte[needed];
    }
    int from = 3 * (window.y() * in.width() + window.x());
    passes.across(in.data(), from, 3 * in.width(), window.height(), across, narrowed);
    passes.down(narrowed, 3 * width, down, out);
    return new Pixels(width, height, out, in.order());
  }
}
