package io.niteru.images.model;

import io.niteru.images.decode.Picture;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Resizer;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A descriptor that needs no model file: where which colours and which edges are. It follows colour
 * and texture, not meaning.
 *
 * <p>The picture is resized to 128 x 128 and cut into 4 x 4 cells. Of each cell, 20 numbers say how
 * many pixels have which colour (4 greys, then 8 hues, each pale and strong) and 12 how strong its
 * edges are in which direction (histograms of oriented gradients, Dalal and Triggs 2005). Colours
 * and edges weigh the same; each number is the root of its share, so that the Euclidean distance is
 * Hellinger's. 512 floats of length 1 in all.
 *
 * <p>Thread-safe.
 */
public final class ColourEdge implements FeatureModel {
  /** The name to ask for it by. */
  public static final String NAME = "colour-edge";

  /** Floats in a feature. */
  public static final int DIMENSION = 512;

  private static final int SIZE = 128;
  private static final int CELLS = 4;
  private static final int GREYS = 4;
  private static final int HUES = 8;
  private static final int COLOURS = GREYS + 2 * HUES;
  private static final int DIRECTIONS = 12;
  private static final int BINS = COLOURS + DIRECTIONS;

  @Override
  public String source() {
    return NAME;
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public SortedMap<String, String> description() {
    return new TreeMap<>(Map.of("name", NAME, "version", "1"));
  }

  @Override
  public Worker newWorker() {
    return new Histograms();
  }

  @Override
  public void close() {
    // There is nothing to let go of.
  }

  private static final class Histograms implements Worker {
    private final Resizer resizer = new Resizer(SIZE, SIZE, Fit.STRETCH);
    private final float[] light = new float[SIZE * SIZE];

    @Override
    public void extract(Picture picture, float[] feature) {
      Arrays.fill(feature, 0);
      colours(resizer.resize(picture), feature);
      edges(feature);
      toUnitShares(feature);
    }

    private void colours(int[] small, float[] feature) {
      for (int i = 0; i < SIZE * SIZE; i++) {
        int r = small[i] >> 16 & 255;
        int g = small[i] >> 8 & 255;
        int b = small[i] & 255;
        light[i] = 0.299f * r + 0.587f * g + 0.114f * b;
        feature[cell(i % SIZE, i / SIZE) + colour(r, g, b)]++;
      }
    }

    private static int colour(int r, int g, int b) {
      int max = Math.max(r, Math.max(g, b));
      int chroma = max - Math.min(r, Math.min(g, b));
      if (chroma < 24 || 6 * chroma < max) {
        return max * GREYS / 256;
      }
      float sixth;
      if (max == r) {
        sixth = (float) (g - b) / chroma + 6;
      } else if (max == g) {
        sixth = (float) (b - r) / chroma + 2;
      } else {
        sixth = (float) (r - g) / chroma + 4;
      }
      // Half a bin on, so that pure red lies in the middle of its bin.
      int hue = (int) (sixth * HUES / 6 + 0.5f) % HUES;
      return GREYS + hue + (2 * chroma > max ? HUES : 0);
    }

    private void edges(float[] feature) {
      for (int y = 1; y < SIZE - 1; y++) {
        for (int x = 1; x < SIZE - 1; x++) {
          int i = y * SIZE + x;
          float dx = light[i + 1] - light[i - 1];
          float dy = light[i + SIZE] - light[i - SIZE];
          double angle = Math.atan2(dy, dx) / Math.PI + 1;
          int direction = (int) (angle * DIRECTIONS + 0.5) % DIRECTIONS;
          feature[cell(x, y) + COLOURS + direction] += (float) Math.hypot(dx, dy);
        }
      }
    }

    private static int cell(int x, int y) {
      return (y * CELLS / SIZE * CELLS + x * CELLS / SIZE) * BINS;
    }

    private static void toUnitShares(float[] feature) {
      float colours = 0;
      float edges = 0;
      for (int i = 0; i < feature.length; i++) {
        if (i % BINS < COLOURS) {
          colours += feature[i];
        } else {
          edges += feature[i];
        }
      }
      // A picture of one colour has no edges; then the colours are all.
      int parts = edges > 0 ? 2 : 1;
      for (int i = 0; i < feature.length; i++) {
        float sum = i % BINS < COLOURS ? colours : edges;
        feature[i] = sum > 0 ? (float) Math.sqrt(feature[i] / sum / parts) : 0;
      }
    }

    @Override
    public void close() {
      // There is nothing to let go of.
    }
  }
}
