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

  /**
   * What a segment needs of a beam that is wide enough for a graph over all documents: few of the k
   * nearest are in a small part of them. With eight parts of 29,678 features of photographs, half
   * the beam (the cube root of an eighth) has the recall of one graph, in two thirds of the time
   * that eight whole beams take.
   *
   * @param strategy says how wide the beam is to be; anything but a beam is left as it is
   * @param share of the documents that are in the segment, 0 to 1
   */
  static KnnSearchStrategy share(KnnSearchStrategy strategy, double share) {
    return strategy instanceof EfSearch ef
        ? new EfSearch(Math.max(1, (int) Math.ceil(ef.width * Math.cbrt(share))))
        : strategy;
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
