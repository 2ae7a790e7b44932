package io.niteru.core.search;

/** Carries a beam width from a query to a segment. Immutable. */
public final class EfSearch extends Effort {
  private final int width;

  /**
   * A beam width.
   *
   * @param width efSearch, at least 1; k is taken where it is larger
   */
  public EfSearch(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("efSearch must be at least 1, got " + width);
    }
    this.width = width;
  }

  /** efSearch. */
  public int width() {
    return width;
  }

  @Override
  int width(int k, Calibration calibration) {
    return Math.max(k, width);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EfSearch ef && ef.width == width;
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(width);
  }

  @Override
  public String toString() {
    return "efSearch " + width;
  }
}
