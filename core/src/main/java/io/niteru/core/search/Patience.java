package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.graph.Stop;
import org.apache.lucene.search.KnnCollector;

/**
 * Ends a walk once the nearest node left to open is farther than the k-th nearest found by a share
 * of its distance (Al-Jazzazi et al., "Distance adaptive beam search for provably accurate
 * graph-based nearest neighbor search", 2025) and a standard deviation of the estimates. Easy
 * targets so take fewer estimates than hard ones, which may fill a beam wider than was asked for.
 * The share, fitted to features of photographs, grows with the beam, so that recall keeps growing
 * with efSearch. Reused; for one thread.
 */
final class Patience implements Stop {
  private static final GrowingShare SHARE = new GrowingShare(.11, .034, 128);

  /**
   * How much more of the distance a start may be farther. What is near to it may be as much nearer
   * than the k-th, and to follow the few starts that are is worth more than a wider beam. Where it
   * did not grow, one photograph of 300 in a million features was met by no beam below 1,000.
   */
  private static final GrowingShare MORE_FOR_STARTS = new GrowingShare(.05, .03, 128);

  /** Deviations; more than {@link Ladder} goes, as the k-th by estimates is nearer than it is. */
  private static final float KEPT = 4;

  /** Places, beyond those asked for, that the beam of a narrow search may have. */
  private static final int MOST_FOR_NARROW = 512;

  /** The nearest of all is no surer to have been met than the tenth. */
  private static final int LEAST_RANK = 10;

  private KnnCollector collector;
  private int last;
  private float floor;
  private float share;
  private float shareOfStarts;
  private float slack;

  /**
   * The beam that hard targets may fill. Among a million features narrow ones find more of the
   * nearest for as many estimates when it is three times as wide; of wide ones half as wide again
   * has most of what any width would.
   */
  static int widest(int width) {
    return width + Math.max(width / 2, Math.min(2 * width, MOST_FOR_NARROW));
  }

  /**
   * Prepares for a search of {@code collector.k()} nodes.
   *
   * @param collector may end the walk
   * @param width efSearch
   * @param deviation of the estimated distances
   * @param floor what no distance is below
   */
  Patience of(KnnCollector collector, int width, float deviation, float floor) {
    this.collector = collector;
    this.last = Math.max(LEAST_RANK, collector.k()) - 1;
    this.share = SHARE.of(width);
    this.shareOfStarts = share + MORE_FOR_STARTS.of(width);
    this.slack = deviation;
    this.floor = floor;
    return this;
  }

  @Override
  public float limit(Beam beam) {
    return within(share, beam);
  }

  @Override
  public float start(Beam beam) {
    return within(shareOfStarts, beam);
  }

  private float within(float share, Beam beam) {
    float kth = kth(beam);
    return kth + (kth - floor) * share + slack;
  }

  /** Farther ones would neither be opened nor be ranked again, so they only cost their places. */
  @Override
  public float farthest(Beam beam) {
    return Math.max(limit(beam), kth(beam) + KEPT * slack);
  }

  private float kth(Beam beam) {
    return beam.size() > last ? beam.distance(last) : Float.POSITIVE_INFINITY;
  }

  @Override
  public boolean spend(int estimates) {
    collector.incVisitedCount(estimates);
    return collector.earlyTerminated();
  }
}
