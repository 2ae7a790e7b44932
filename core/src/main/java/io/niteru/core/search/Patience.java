package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.graph.Stop;
import org.apache.lucene.search.KnnCollector;

/**
 * Ends a walk once the nearest node left to open is farther than the k-th nearest found, by a slack
 * of some standard deviations of the estimates (after Al-Jazzazi et al., "Distance adaptive beam
 * search for provably accurate graph-based nearest neighbor search", 2025). Easy targets so take
 * fewer estimates than hard ones. The slack, fitted to features of photographs, grows with the
 * beam, so that recall keeps growing with efSearch. Reused; for one thread.
 */
final class Patience implements Stop {
  private static final double SLACK = 3;
  private static final double SLACK_PER_DOUBLING = 1.2;
  private static final double REFERENCE_WIDTH = 96;
  private static final double MIN_SLACK = 2;

  /** The nearest of all is no surer to have been met than the tenth. */
  private static final int LEAST_RANK = 10;

  private KnnCollector collector;
  private int last;
  private float slack;

  /** Prepares for a search of {@code collector.k()} nodes. */
  Patience of(KnnCollector collector, int width, float deviation) {
    double doublings = Math.log(width / REFERENCE_WIDTH) / Math.log(2);
    this.collector = collector;
    this.last = Math.max(LEAST_RANK, collector.k()) - 1;
    this.slack = (float) (deviation * Math.max(MIN_SLACK, SLACK + SLACK_PER_DOUBLING * doublings));
    return this;
  }

  @Override
  public float limit(Beam beam) {
    return beam.size() > last ? beam.distance(last) + slack : Float.POSITIVE_INFINITY;
  }

  @Override
  public boolean spend(int estimates) {
    collector.incVisitedCount(estimates);
    return collector.earlyTerminated();
  }
}
