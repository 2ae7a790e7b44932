package io.niteru.core.search;

import java.util.Objects;

/**
 * Carries a beam width from a query to a segment. It is that of an index of one segment; one that
 * has a part of the documents needs less, as few of the nearest are in it: it keeps {@code
 * efSearch} times the cube root of its share. With an efSearch of 256 six segments of a million
 * features found .9925 of the nearest, a graph over all .973. Immutable.
 */
public final class EfSearch extends Effort {
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
    int part = (int) Math.ceil(width * Math.cbrt(share));
    return Math.max(k, Math.max(part, Math.min(width, LEAST)));
  }

  @Override
  Effort in(double share) {
    return new EfSearch(width, share);
  }

  /** A scan estimates all anyway: a beam of few would only lose some of the nearest. */
  @Override
  int scanWidth(int k, Calibration calibration) {
    return Math.max(k, width);
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
