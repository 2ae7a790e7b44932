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
  private final int[] out;
  private final Passes passes;
  private int[] narrowed = new int[0];
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
    this.out = new int[width * height];
    this.passes = passes;
  }

  /**
   * The resized picture.
   *
   * @return {@code width * height} pixels as in {@link Pixels#rgb}, overwritten by the next call
   */
  public int[] resize(Pixels in) {
    Fit.Window window = fit.window(in.width(), in.height(), width, height);
    if (across.in != window.width() || across.out != width) {
      across = new ResizeWeights(window.width(), width);
    }
    if (down.in != window.height() || down.out != height) {
      down = new ResizeWeights(window.height(), height);
    }
    if (narrowed.length < width * window.height()) {
      narrowed = new int[width * window.height()];
    }
    passes.across(in, window, across, narrowed);
    passes.down(narrowed, width, down, out);
    return out;
  }
}
