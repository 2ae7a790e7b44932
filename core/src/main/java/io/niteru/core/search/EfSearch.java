package io.niteru.core.search;

import java.util.Objects;

/**
 * Carries a beam width from a query to a segment. The beam is half as wide again as efSearch, as
 * its candidates are ranked by codes of one bit a dimension: so an efSearch finds about what it
 * does where vectors are compared, in Lucene or Faiss. That is the beam of an index of one segment;
 * one that has a part of the documents needs less, as few of the nearest are in it: it keeps the
 * square root of its share. Immutable.
 */
public final class EfSearch extends Effort {
  private static final double CANDIDATES = 1.5;

  /** Also of few documents, in which all of the nearest may be. */
  private static final int LEAST = 64;

  private final int width;
  private final double share;

  /**
   * A beam width.
   *
   * @param width efSearch, at least 1; k is taken where it is larger
   */
  public EfSearch(int width) {
    this(width, 1);
  }

  private EfSearch(int width, double share) {
    if (width < 1) {
      throw new IllegalArgumentException("efSearch must be at least 1, got " + width);
    }
    this.width = width;
    this.share = share;
  }

  /** efSearch. */
  public int width() {
    return width;
  }

  @Override
  int width(int k, Calibration calibration) {
    double candidates = CANDIDATES * width;
    double part = Math.max(Math.sqrt(share) * candidates, Math.min(candidates, LEAST));
    return Math.max(k, (int) Math.ceil(part));
  }

  @Override
  Effort in(double share) {
    return new EfSearch(width, share);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EfSearch ef && ef.width == width && ef.share == share;
  }

  @Override
  public int hashCode() {
    return Objects.hash(width, share);
  }

  @Override
  public String toString() {
    return "efSearch " + width;
  }
}
