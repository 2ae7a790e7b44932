package io.niteru.core.search;

import org.apache.lucene.search.knn.KnnSearchStrategy;

/** How hard a query asks each segment to look: by a beam width, or by the recall it should have. */
public abstract sealed class Effort extends KnnSearchStrategy permits EfSearch, Recall {
  private static final Effort DEFAULT = new EfSearch(100);

  /**
   * The beam a segment is searched with.
   *
   * @param k documents wanted
   * @param calibration what the segment knows of its recall
   * @return at least k
   */
  abstract int width(int k, Calibration calibration);

  /**
   * The effort for one of several segments, of which all together find what one of all documents
   * would.
   *
   * @param share of all documents that are in the segment, at most 1
   */
  abstract Effort in(double share);

  /**
   * The same effort, or more where that has fewer candidates.
   *
   * @param candidates a segment with a graph is looked for, at least 1
   */
  public abstract Effort atLeast(int candidates);

  /** The same effort, with other constants than it was fitted with. */
  public abstract Effort with(SearchTuning tuning);

  /** The constants it is made with. */
  abstract SearchTuning tuning();

  /** What a collector asks for, or else a beam that suits most. */
  static Effort of(KnnSearchStrategy strategy) {
    if (strategy instanceof LoggedEffort logged) {
      return logged.effort();
    }
    return strategy instanceof Effort effort ? effort : DEFAULT;
  }

  @Override
  public final void nextVectorsBlock() {}
}
