package io.niteru.images.tensor;

import io.niteru.images.decode.Orientation;
import io.niteru.images.decode.Picture;
import io.niteru.images.decode.Pixels;
import io.niteru.images.decode.Plane;
import io.niteru.images.decode.YccPlanes;

/**
 * Resizes pictures, or what {@link Fit} leaves of them, to one size: antialiased bilinear. Of
 * {@link Pixels} it gives byte for byte what Pillow's {@code Image.resize((width, height),
 * BILINEAR)} gives for that part: first along the rows, rounded to 8 bits, then along the columns.
 * Of {@link YccPlanes} it gives nearly that.
 *
 * <p>Not thread-safe: one per thread, which keeps its buffers and the weights of the last size.
 */
public final class Resizer {
  private final int width;
  private final int height;
  private final Fit fit;
  private final int[] out;
  private final Passes passes;
  private final PlaneResizer planes;
  private final PlaneResizer planesOnTheirSide;
  private int[] narrowed = new int[0];
  private ResizeWeights across = new ResizeWeights(1, 1);
  private ResizeWeights down = new ResizeWeights(1, 1);

  /** A resizer to {@code width} x {@code height} pixels. */
  public Resizer(int width, int height, Fit fit) {
    this(width, height, fit, Passes.best(), Lines.best());
  }

  Resizer(int width, int height, Fit fit, Passes passes, Lines lines) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("cannot resize to " + width + " x " + height);
    }
    this.width = width;
    this.height = height;
    this.fit = fit;
    this.out = new int[width * height];
    this.passes = passes;
    this.planes = new PlaneResizer(width, height, lines);
    this.planesOnTheirSide = width == height ? planes : new PlaneResizer(height, width, lines);
  }

  /**
   * The resized picture.
   *
   * @return {@code width * height} pixels as in {@link Pixels#rgb}, overwritten by the next call
   */
  public int[] resize(Picture in) {
    Fit.Window window = fit.window(in.width(), in.height(), width, height);
    switch (in) {
      case Pixels pixels -> resize(pixels, window);
      case YccPlanes ycc -> resize(ycc, window);
    }
    return out;
  }

  private void resize(Pixels in, Fit.Window window) {
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
  }

  /** The planes are turned when they have become small. */
  private void resize(YccPlanes in, Fit.Window window) {
    Orientation orientation = in.orientation();
    boolean swap = orientation.swapsAxes();
    int x = swap ? window.y() : window.x();
    int y = swap ? window.x() : window.y();
    int across = swap ? window.height() : window.width();
    int down = swap ? window.width() : window.height();
    Plane luma = in.planes().getFirst();
    x = orientation.reversesRows() ? luma.width() - x - across : x;
    y = orientation.reversesColumns() ? luma.height() - y - down : y;
    (swap ? planesOnTheirSide : planes).resize(in, new Fit.Window(x, y, across, down), out);
    if (!orientation.equals(Orientation.UPRIGHT)) {
      Pixels stored = Pixels.of(swap ? height : width, swap ? width : height, out);
      orientation.apply(stored).copyRow(0, 0, width * height, out);
    }
  }
}
