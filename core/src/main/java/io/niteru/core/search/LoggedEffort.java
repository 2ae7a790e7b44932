package io.niteru.core.search;

import io.niteru.core.search.SearchLog.Way;
import java.util.Objects;
import org.apache.lucene.search.knn.KnnSearchStrategy;

/** Carries an effort to a segment, and back what was done there. Immutable but for its log. */
public final class LoggedEffort extends KnnSearchStrategy {
  private final Effort effort;
  private final SearchLog log;

  /**
   * An effort to put on record.
   *
   * @param effort how hard to look
   * @param log is told of each segment that is searched
   */
  public LoggedEffort(Effort effort, SearchLog log) {
    this.effort = effort;
    this.log = log;
  }

  Effort effort() {
    return effort;
  }

  /** Tells the log of a search, if it has one, what was done in a segment. */
  static void tell(KnnSearchStrategy strategy, Way way, long looked) {
    if (strategy instanceof LoggedEffort logged) {
      logged.log.add(way, looked);
    }
  }

  @Override
  public void nextVectorsBlock() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof LoggedEffort that && effort.equals(that.effort) && log == that.log;
  }

  @Override
  public int hashCode() {
    return Objects.hash(effort, log);
  }
}
