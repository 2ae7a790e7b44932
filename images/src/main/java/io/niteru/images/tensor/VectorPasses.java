package io.niteru.images.tensor;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import io.niteru.images.decode.Pixels;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Passes by the Vector API. Along the rows a lane is a row: bands of rows are turned into columns,
 * so that one weight serves a whole vector whatever the scale, and back.
 */
final class VectorPasses implements Passes {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();

  /** Pixels a row, of which a band is not kept in a cache any more. */
  private static final int WIDE = 1 << 15;

  private final Passes scalar = new ScalarPasses();
  private int[] row = new int[0];
  private int[] columns = new int[0];
  private int[] narrowed = new int[0];

  @Override
  public void across(Pixels in, Fit.Window window, ResizeWeights weights, int[] out) {
    if (weights.in > WIDE || weights.out > WIDE) {
      scalar.across(in, window, weights, out);
      return;
    }
    if (row.length < weights.in) {
      row = new int[weights.in];
      columns = new int[weights.in * LANES];
    }
    if (narrowed.length < weights.out * LANES) {
      narrowed = new int[weights.out * LANES];
    }
    for (int y = 0; y < window.height(); y += LANES) {
      int rows = Math.min(LANES, window.height() - y);
      for (int lane = 0; lane < rows; lane++) {
        in.copyRow(window.x(), window.y() + y + lane, weights.in, row);
        spread(row, weights.in, columns, lane);
      }
      for (int x = 0; x < weights.out; x++) {
        blend(columns, LANES * weights.first[x], LANES, weights, x).intoArray(narrowed, LANES * x);
      }
      for (int lane = 0; lane < rows; lane++) {
        gather(narrowed, lane, out, (y + lane) * weights.out, weights.out);
      }
    }
  }

  private static void spread(int[] row, int length, int[] columns, int lane) {
    for (int x = 0; x < length; x++) {
      columns[LANES * x + lane] = row[x];
    }
  }

  private static void gather(int[] columns, int lane, int[] out, int to, int length) {
    for (int x = 0; x < length; x++) {
      out[to + x] = columns[LANES * x + lane];
    }
  }

  @Override
  public void down(int[] in, int width, ResizeWeights weights, int[] out) {
    if (width < LANES) {
      scalar.down(in, width, weights, out);
      return;
    }
    int last = width - LANES;
    for (int y = 0; y < weights.out; y++) {
      int from = weights.first[y] * width;
      for (int x = 0; x < last; x += LANES) {
        blend(in, from + x, width, weights, y).intoArray(out, y * width + x);
      }
      // The last vector ends with the row, even if it overlaps the one before.
      blend(in, from + last, width, weights, y).intoArray(out, y * width + last);
    }
  }

  private static IntVector blend(int[] in, int at, int stride, ResizeWeights weights, int output) {
    IntVector r = IntVector.broadcast(INTS, HALF);
    IntVector g = r;
    IntVector b = r;
    int weight = output * weights.stride;
    for (int end = weight + weights.count[output]; weight < end; weight++, at += stride) {
      int w = weights.weights[weight];
      IntVector pixels = IntVector.fromArray(INTS, in, at);
      r = r.add(pixels.lanewise(LSHR, 16).and(255).mul(w));
      g = g.add(pixels.lanewise(LSHR, 8).and(255).mul(w));
      b = b.add(pixels.and(255).mul(w));
    }
    return clip(r).lanewise(LSHL, 16).or(clip(g).lanewise(LSHL, 8)).or(clip(b));
  }

  private static IntVector clip(IntVector sums) {
    return sums.lanewise(LSHR, ResizeWeights.BITS).min(MAX);
  }
}
