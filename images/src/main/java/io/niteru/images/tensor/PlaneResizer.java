package io.niteru.images.tensor;

import io.niteru.images.decode.Plane;
import io.niteru.images.decode.YccPlanes;
import java.util.Arrays;

/**
 * Resizes the planes of a JPEG and makes pixels of what comes out, which is less work than to make
 * pixels of all of it, and nearly the same: both are linear but for rounding and clipping. The
 * filter is that of {@link ResizeWeights}; a plane of less resolution is resized from what it has.
 *
 * <p>Down the columns first, which leaves few rows. These are put side by side, in bands, so that
 * one weight serves a whole vector whatever the scale.
 *
 * <p>Not thread-safe: it keeps its buffers and the weights of the last size.
 */
final class PlaneResizer {
  private static final float NO_COLOUR = 128;

  private final int width;
  private final int height;
  private final Lines lines;
  private final float[][] narrowed;
  private final ResizeWeights[] across = new ResizeWeights[3];
  private final ResizeWeights[] down = new ResizeWeights[3];
  private float[] band = new float[0];

  PlaneResizer(int width, int height, Lines lines) {
    this.width = width;
    this.height = height;
    this.lines = lines;
    this.narrowed = new float[3][width * lines.rows()];
  }

  /**
   * Makes pixels, row after row, of planes, their orientation left as it is.
   *
   * @param window the part to look at, in samples of the first plane
   */
  void resize(YccPlanes in, Fit.Window window, int[] out) {
    int planes = in.planes().size();
    for (int p = 0; p < planes; p++) {
      int stepX = p == 0 ? 1 : in.stepX();
      int stepY = p == 0 ? 1 : in.stepY();
      across[p] = weights(across[p], window.x(), window.width(), stepX, width);
      down[p] = weights(down[p], window.y(), window.height(), stepY, height);
    }
    for (int p = planes; p < 3; p++) {
      Arrays.fill(narrowed[p], NO_COLOUR);
    }
    int step = lines.rows();
    for (int y = 0; y < height; y += step) {
      int rows = Math.min(step, height - y);
      for (int p = 0; p < planes; p++) {
        int left = window.x() / (p == 0 ? 1 : in.stepX());
        int top = window.y() / (p == 0 ? 1 : in.stepY());
        band(in.planes().get(p), left, top, p, y, rows);
      }
      lines.toRgb(narrowed, width, rows, out, y * width);
    }
  }

  private void band(Plane plane, int left, int top, int p, int y, int rows) {
    int length = across[p].in;
    if (band.length < length * lines.rows()) {
      band = new float[length * lines.rows()];
    }
    for (int row = 0; row < rows; row++) {
      lines.down(plane, left, top, down[p], y + row, band, row, length);
    }
    lines.across(band, across[p], narrowed[p]);
  }

  /** The weights for a part of a line of a plane, of which a sample is {@code step} long. */
  private static ResizeWeights weights(
      ResizeWeights last, int from, int length, int step, int out) {
    int first = from / step;
    int samples = Math.ceilDiv(from + length, step) - first;
    double begin = (double) from / step - first;
    double extent = (double) length / step;
    return last != null && last.isFor(begin, extent, samples)
        ? last
        : new ResizeWeights(begin, extent, samples, out);
  }
}
