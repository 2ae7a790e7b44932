package io.niteru.core.search;

import java.util.Objects;

/**
 * Carries a beam width from a query to a segment. The beam is half as wide again as efSearch, see
 * {@link SearchTuning#candidates}. That is the beam of an index of one segment; one that has a part
 * of the documents needs less, as few of the nearest are in it: it keeps the square root of its
 * share. Immutable.
 */
public final class EfSearch extends Effort {
  private final int width;
  private final double share;
  private final SearchTuning tuning;

  /**
   * A beam width.
   *
   * @param width efSearch, at least 1; k is taken where it is larger
   */
  public EfSearch(int width) {
    this(width, 1, SearchTuning.DEFAULT);
  }

  private EfSearch(int width, double share, SearchTuning tuning) {
    if (width < 1) {
      throw new IllegalArgumentException("efSearch must be at least 1, got " + width);
    }
    this.width = width;
    this.share = share;
    this.tuning = tuning;
  }

  /** efSearch. */
  public int width() {
    return width;
  }

  @Override
  int width(int k, Calibration calibration) {
    double candidates = tuning.candidates() * width;
    double part =
        Math.max(Math.sqrt(share) * candidates, Math.min(candidates, tuning.leastCandidates()));
    return Math.max(k, (int) Math.ceil(part));
  }

  @Override
  Effort in(double share) {
    return new EfSearch(width, share, tuning);
  }

  @Override
  public Effort atLeast(int candidates) {
    return candidates > width ? new EfSearch(candidates, share, tuning) : this;
  }

  @Override
  public Effort with(SearchTuning tuning) {
    return new EfSearch(width, share, tuning);
  }

  @Override
  SearchTuning tuning() {
    return tuning;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EfSearch ef
        && ef.width == width
        && ef.share == share
        && ef.tuning.equals(tuning);
  }

  @Override
  public int hashCode() {
    return Objects.hash(width, share, tuning);
  }

  @Override
  public String toString() {
    return "efSearch " + width;
  }
}
