package io.niteru.core.search;

/**
 * A share of a distance, or a number of deviations, that grows with the width of a beam.
 *
 * @param share of a beam of the reference width
 * @param perDoubling how much more of one twice as wide
 * @param referenceWidth the reference width
 */
public record GrowingShare(double share, double perDoubling, double referenceWidth) {
  private static final double LEAST = .01;

  /** The share of a beam of some width, at least .01. */
  public float of(int width) {
    double doublings = Math.log(width / referenceWidth) / Math.log(2);
    return (float) Math.max(LEAST, share + perDoubling * doublings);
  }
}
