package io.niteru.core.search;

import io.niteru.core.graph.EarlyTermination;
import io.niteru.core.graph.Margin;
import org.apache.lucene.search.KnnCollector;

/**
 * Ends a walk once the nearest node left to open is farther than the k-th nearest found by a share
 * of its distance (Al-Jazzazi et al., "Distance adaptive beam search for provably accurate
 * graph-based nearest neighbor search", 2025) and a standard deviation of the estimates. Easy
 * targets so take fewer estimates than hard ones, which may fill a beam wider than was asked for.
 *
 * @param tuning how far is too far
 */
record AdaptiveTermination(SearchTuning tuning) {
  /** The beam that hard targets may fill. */
  int widest(int width) {
    return width + Math.max(width / 2, Math.min(2 * width, tuning.mostForNarrow()));
  }

  /**
   * Ends a search of the base layer for {@code collector.k()} nodes.
   *
   * @param collector may end the walk
   * @param width efSearch
   * @param deviation of the estimated distances
   * @param floor what no distance is below
   */
  EarlyTermination base(KnnCollector collector, int width, float deviation, float floor) {
    float share = tuning.opened().of(width);
    return new EarlyTermination(
        Math.max(tuning.leastRank(), collector.k()) - 1,
        new Margin(share, floor, deviation),
        new Margin(0, floor, tuning.kept().of(width) * deviation),
        new Margin(share + tuning.started().of(width), floor, deviation),
        collector);
  }

  /**
   * Ends a search of layer 1 for nodes to start from; whether a walk does start from one is decided
   * by what it has found until then.
   */
  EarlyTermination upper(int width, float deviation, float floor) {
    var margin = new Margin(tuning.reached().of(width), floor, deviation);
    return new EarlyTermination(0, margin, margin, margin, null);
  }
}
