package io.niteru.core.graph;

import org.apache.lucene.search.KnnCollector;

/**
 * Ends a walk before the whole beam is opened: by how far nodes are from the query, compared with
 * one of those found. Immutable; for one thread, as its collector is.
 *
 * @param rank of the node others are compared with, 0 the nearest; until so many are found, nothing
 *     is too far
 * @param opened how far a node may be to lead anywhere
 * @param kept how far it may be to be kept although it is not opened
 * @param started how far it may be for a walk to start from it, too
 * @param collector is told of estimates, and may end the walk; null if nobody is
 */
public record EarlyTermination(
    int rank, Margin opened, Margin kept, Margin started, KnnCollector collector) {

  /** How far a node may be to be opened; infinite for any. */
  public float limit(Beam beam) {
    return within(opened, beam);
  }

  /**
   * How far a node may be to be kept; infinite for any. It never grows from one node that is opened
   * to the next.
   */
  public float farthest(Beam beam) {
    return Math.max(limit(beam), within(kept, beam));
  }

  /** How far a node may be to start from; infinite for any. */
  public float start(Beam beam) {
    return within(started, beam);
  }

  private float within(Margin margin, Beam beam) {
    return beam.size() > rank ? margin.beyond(beam.distance(rank)) : Float.POSITIVE_INFINITY;
  }

  /** Takes note of some estimates; true if there must be no more. */
  boolean spend(int estimates) {
    if (collector == null) {
      return false;
    }
    collector.incVisitedCount(estimates);
    return collector.earlyTerminated();
  }
}
