package io.niteru.core.search;

import java.util.List;

/**
 * What a segment knows of its recall: for some k, how much of the true nearest walks with beams of
 * several widths found when its graph was built. Immutable; safe for all threads.
 *
 * @param curves by ascending k; none if the segment is too small to have been tried
 */
public record Calibration(List<Curve> curves) {
  /** Knows nothing. */
  public static final Calibration NONE = new Calibration(List.of());

  /** Of all codes of a small segment this many hold nearly all of the ten nearest. */
  private static final int UNKNOWN_WIDTH = 200;

  /**
   * The recall of one k.
   *
   * @param k nearest that were looked for
   * @param firstWidth the beam of the first recall, at least k; it doubles from one to the next
   * @param recalls shares of the true nearest that were found, at least one
   */
  public record Curve(int k, int firstWidth, float[] recalls) {
    /** Of so few trials, this is as good as none missed. */
    private static final double LEAST_MISS = 2e-4;

    /** The beam that reaches a recall; past the largest tried, twice that. */
    double width(double recall) {
      double wanted = miss(recall);
      double width = firstWidth;
      double before = miss(recalls[0]);
      if (before <= wanted) {
        return width;
      }
      for (int i = 1; i < recalls.length; i++) {
        // The last few misses are chance: twice the beam is taken to miss half as many at most.
        double after = Math.min(before / 2, miss(recalls[i]));
        if (after <= wanted) {
          return width * Math.pow(2, Math.log(before / wanted) / Math.log(before / after));
        }
        before = after;
        width *= 2;
      }
      return 2 * width;
    }

    private static double miss(double recall) {
      return Math.max(LEAST_MISS, 1 - recall);
    }
  }

  /**
   * The beam to search with.
   *
   * @param k documents wanted
   * @param recall share of the true nearest to be found
   * @return at least k
   */
  int width(int k, double recall) {
    if (curves.isEmpty()) {
      return Math.max(UNKNOWN_WIDTH, 3 * k);
    }
    Curve below = curves.getFirst();
    double width = below.width(recall);
    for (Curve curve : curves) {
      if (k > below.k && curve.k > below.k) {
        double part =
            Math.min(1, Math.log((double) k / below.k) / Math.log((double) curve.k / below.k));
        width *= Math.pow(curve.width(recall) / width, part);
        below = curve;
      }
    }
    if (k > below.k && below == curves.getLast()) {
      width *= (double) k / below.k;
    }
    return Math.max(k, (int) Math.ceil(width));
  }
}
