package io.niteru.core.search;

import io.niteru.core.graph.Margin;
import io.niteru.core.graph.Stop;
import org.apache.lucene.search.KnnCollector;

/**
 * Ends a walk once the nearest node left to open is farther than the k-th nearest found by a share
 * of its distance (Al-Jazzazi et al., "Distance adaptive beam search for provably accurate
 * graph-based nearest neighbor search", 2025) and a standard deviation of the estimates. Easy
 * targets so take fewer estimates than hard ones, which may fill a beam wider than was asked for.
 * The shares, fitted to features of photographs, grow with the beam, so that recall keeps growing
 * with efSearch.
 */
final class Patience {
  private static final GrowingShare SHARE = new GrowingShare(.11, .034, 128);

  /**
   * How much more of the distance a start may be farther. What is near to it may be as much nearer
   * than the k-th, and to follow the few starts that are is worth more than a wider beam. Where it
   * did not grow, one photograph of 300 in a million features was met by no beam below 1,000.
   */
  private static final GrowingShare MORE_FOR_STARTS = new GrowingShare(.05, .03, 128);

  /** How much farther than the nearest node of layer 1 others may be to be thought of as starts. */
  private static final GrowingShare REACH = new GrowingShare(.35, .08, 144);

  /**
   * Deviations: one more than what is ranked again may be farther than the k-th nearest, as the
   * k-th by estimates is nearer than it is. What is farther still would only cost its place.
   */
  private static final GrowingShare KEPT = new GrowingShare(4, .25, 128);

  /** Places, beyond those asked for, that the beam of a narrow search may have. */
  private static final int MOST_FOR_NARROW = 512;

  /** The nearest of all is no surer to have been met than the tenth. */
  private static final int LEAST_RANK = 10;

  private Patience() {}

  /**
   * The beam that hard targets may fill. Among a million features narrow ones find more of the
   * nearest for as many estimates when it is three times as wide; of wide ones half as wide again
   * has most of what any width would.
   */
  static int widest(int width) {
    return width + Math.max(width / 2, Math.min(2 * width, MOST_FOR_NARROW));
  }

  /**
   * Ends a search of the base layer for {@code collector.k()} nodes.
   *
   * @param collector may end the walk
   * @param width efSearch
   * @param deviation of the estimated distances
   * @param floor what no distance is below
   */
  static Stop stop(KnnCollector collector, int width, float deviation, float floor) {
    float share = SHARE.of(width);
    return new Stop(
        Math.max(LEAST_RANK, collector.k()) - 1,
        new Margin(share, floor, deviation),
        new Margin(0, floor, KEPT.of(width) * deviation),
        new Margin(share + MORE_FOR_STARTS.of(width), floor, deviation),
        collector);
  }

  /**
   * Ends a search of layer 1 for nodes to start from; whether a walk does start from one is decided
   * by what it has found until then.
   */
  static Stop reach(int width, float deviation, float floor) {
    var margin = new Margin(REACH.of(width), floor, deviation);
    return new Stop(0, margin, margin, margin, null);
  }
}
