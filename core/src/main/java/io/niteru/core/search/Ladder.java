package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.NibbleQuery;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.simd.Touch;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * Re-ranks what a walk or a scan found: the best by the first rung with the second, the best of
 * those with the raw vectors, whose scores are what is collected. On each rung it goes on until
 * what is left is farther than the k-th nearest by so many standard deviations of the estimates
 * that it will hardly be among the k: the more, the wider the beam, so that recall keeps growing
 * with efSearch. Allocates nothing once warm; for one thread.
 */
final class Ladder {
  private static final int GROUP = 16;

  /** Deviations. With 3, one in 2,000 of the ten nearest of a million features was met and lost. */
  private static final GrowingShare DEVIATIONS = new GrowingShare(3, .25, 128);

  /** Second-rung estimates deviate by about a sixth of the first rung's; a test bounds it. */
  private static final float SECOND_RUNG = 1f / 6;

  private final MemorySegment nibbles;
  private final int stride;
  private final NodeOrder order;
  private final Beam ranked = new Beam();
  private final Touch touch = new Touch();
  private final float[] distances = new float[GROUP];
  private int[] nodes = new int[64];
  private float[] scores = new float[64];

  Ladder(Codes codes) {
    this.nibbles = codes.nibbles();
    this.stride = codes.layout().nibbleStride();
    this.order = codes.order();
  }

  /**
   * Collects the best.
   *
   * @param beam what was found
   * @param width efSearch
   * @param query the target
   * @param deviation standard deviation of the distances in the beam
   * @param farthest what is farther is not wanted, whatever else is found
   * @param exact scores raw vectors
   * @param collector receives documents and scores
   */
  void collect(
      Beam beam,
      int width,
      NibbleQuery query,
      float deviation,
      float farthest,
      RandomVectorScorer exact,
      KnnCollector collector)
      throws IOException {
    int k = collector.k();
    float slack = DEVIATIONS.of(width) * deviation;
    rank(beam, query, slack, farthest, k);
    float limit = Math.min(farthest, kth(k)) + SECOND_RUNG * slack;
    int last = 0;
    while (last < ranked.size() && ranked.distance(last) <= limit) {
      last++;
    }
    reserve(last);
    for (int i = 0; i < last; i++) {
      nodes[i] = order.ordinal(ranked.node(i));
    }
    exact.bulkScore(nodes, scores, last);
    for (int i = 0; i < last; i++) {
      collector.collect(exact.ordToDoc(nodes[i]), scores[i]);
    }
  }

  /** How many of the k nearest, by the second rung, are no farther than some distance. */
  int within(Beam beam, int width, NibbleQuery query, float deviation, float distance, int k) {
    rank(beam, query, DEVIATIONS.of(width) * deviation, Float.POSITIVE_INFINITY, k);
    int count = 0;
    while (count < Math.min(k, ranked.size()) && ranked.distance(count) <= distance) {
      count++;
    }
    return count;
  }

  /** Ranks with the second rung until the rest of the beam is too far. */
  private void rank(Beam beam, NibbleQuery query, float slack, float farthest, int k) {
    ranked.clear(Math.max(1, beam.size()));
    reserve(GROUP);
    int next = 0;
    float limit = farthest + slack;
    while (next < beam.size() && beam.distance(next) <= limit) {
      int n = 0;
      for (; next < beam.size() && n < GROUP; next++) {
        nodes[n++] = beam.node(next);
      }
      touch.rows(nibbles, nodes, 0, n, stride);
      for (int i = 0; i < n; i++) {
        distances[i] = query.estimate(nibbles, nodes[i]);
      }
      ranked.offerAll(nodes, 0, n, distances);
      limit = Math.min(farthest, kth(k)) + slack;
    }
  }

  /** Distance of the k-th nearest by the second rung so far. */
  private float kth(int k) {
    return ranked.size() < k ? Float.POSITIVE_INFINITY : ranked.distance(k - 1);
  }

  private void reserve(int size) {
    if (nodes.length < size) {
      nodes = new int[size];
      scores = new float[size];
    }
  }
}
