package io.niteru.core.search;

import org.apache.lucene.search.knn.KnnSearchStrategy;

/** Carries a beam width from a query to a segment. Immutable. */
public final class EfSearch extends KnnSearchStrategy {
  private static final int DEFAULT = 100;

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

  /** The beam a collector asks for, or else one that suits its k. */
  static int of(KnnSearchStrategy strategy, int k) {
    int width =
        switch (strategy) {
          case EfSearch ef -> ef.width;
          case null, default -> DEFAULT;
        };
    return Math.max(k, width);
  }

  /** efSearch. */
  public int width() {
    return width;
  }

  @Override
  public void nextVectorsBlock() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof EfSearch ef && ef.width == width;
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(width);
  }
}
