package io.niteru.core.search;

import org.apache.lucene.search.knn.KnnSearchStrategy;

/** Asks a segment for all documents with at least some score. Immutable. */
public final class Radius extends KnnSearchStrategy {
  private final float minScore;

  /** A search for documents with at least that score by the field's similarity function. */
  public Radius(float minScore) {
    this.minScore = minScore;
  }

  /** The least score wanted. */
  public float minScore() {
    return minScore;
  }

  @Override
  public void nextVectorsBlock() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof Radius radius && Float.compare(radius.minScore, minScore) == 0;
  }

  @Override
  public int hashCode() {
    return Float.hashCode(minScore);
  }
}
