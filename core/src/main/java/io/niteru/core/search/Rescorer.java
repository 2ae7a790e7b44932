package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.simd.Prefetch;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * Re-ranks what a walk or a scan found: the best by the first rung with the second, the best of
 * those with the raw vectors, whose scores are what is collected. On each rung everything goes on
 * to the next that can still be among the k nearest: whose estimate, less so many of its own
 * standard deviations, is no farther than k others are by all that is known of them. Allocates
 * nothing once warm; for one thread.
 */
final class Rescorer {
  private final BitEstimator estimator;
  private final MemorySegment nibbles;
  private final int stride;
  private final NodeOrder order;
  private final Smallest farthestOfNearest = new Smallest();
  private final Prefetch prefetch = new Prefetch();
  private int[] group = new int[0];
  private float[] slacks = new float[0];

  /** What the second rung was asked for, as entries of a beam; sorted once all were. */
  private long[] ranked = new long[128];

  private int count;

  /** The most that an estimate of the second rung may be off by. */
  private float widest;

  private int[] nodes = new int[64];
  private float[] scores = new float[64];

  Rescorer(Codes codes, BitEstimator estimator) {
    this.estimator = estimator;
    this.nibbles = codes.nibbles();
    this.stride = codes.layout().nibbleStride();
    this.order = codes.order();
  }

  /**
   * Collects the best.
   *
   * @param beam what was found
   * @param target what it was found for
   * @param exact scores raw vectors
   * @param collector receives documents and scores
   */
  void collect(Beam beam, Target target, RandomVectorScorer exact, KnnCollector collector)
      throws IOException {
    float limit = rank(beam, target, target.farthest(collector), collector.k());
    int next = 0;
    int most = Math.max(collector.k(), target.rankedTogether);
    reserve(Math.min(most, count));
    while (next < count && distance(next) <= limit + widest) {
      int n = 0;
      for (; next < count && n < most && distance(next) <= limit + widest; next++) {
        int node = Beam.nodeOf(ranked[next]);
        float slack = target.deviations * target.nibbles.deviation(nibbles, node);
        nodes[n] = order.ordinal(node);
        n += distance(next) - slack <= limit ? 1 : 0;
      }
      score(n, exact, collector);
      most = target.rankedTogether;
      limit = Math.min(limit, target.farthest(collector));
    }
  }

  private void score(int n, RandomVectorScorer exact, KnnCollector collector) throws IOException {
    exact.bulkScore(nodes, scores, n);
    for (int i = 0; i < n; i++) {
      collector.collect(exact.ordToDoc(nodes[i]), scores[i]);
    }
  }

  /** How many of the k nearest, by the second rung, are no farther than some distance. */
  int within(Beam beam, Target target, float distance, int k) {
    rank(beam, target, Float.POSITIVE_INFINITY, k);
    int within = 0;
    while (within < Math.min(k, count) && distance(within) <= distance) {
      within++;
    }
    return within;
  }

  /**
   * Ranks with the second rung what may be near enough.
   *
   * @param farthest what is farther is not wanted, whatever else is found
   * @return the squared distance within which the k nearest are
   */
  private float rank(Beam beam, Target target, float farthest, int k) {
    if (group.length < target.rankedTogether) {
      group = new int[target.rankedTogether];
      slacks = new float[target.rankedTogether];
    }
    farthestOfNearest.clear(k);
    count = 0;
    widest = 0;
    float limit = farthest;
    // To the end of the beam: the farther may be off by more.
    for (int next = 0; next < beam.size(); ) {
      int size = Math.min(target.rankedTogether, beam.size() - next);
      for (int i = 0; i < size; i++) {
        group[i] = beam.node(next + i);
      }
      slacks(target, size, limit);
      int n = 0;
      for (int i = 0; i < size; i++) {
        group[n] = group[i];
        n += beam.distance(next + i) - slacks[i] <= limit ? 1 : 0;
      }
      next += size;
      estimate(target, n);
      limit = Math.min(farthest, farthestOfNearest.largest());
    }
    Arrays.sort(ranked, 0, count);
    return limit;
  }

  /** What estimates of the first rung may be off by, in a group. */
  private void slacks(Target target, int n, float limit) {
    estimator.deviations(target.bits, group, 0, n, limit, slacks);
    for (int i = 0; i < n; i++) {
      slacks[i] *= target.deviations;
    }
  }

  private void estimate(Target target, int n) {
    if (count + n > ranked.length) {
      ranked = Arrays.copyOf(ranked, 2 * ranked.length);
    }
    prefetch.rows(nibbles, group, 0, n, stride);
    for (int i = 0; i < n; i++) {
      float distance = target.nibbles.estimate(nibbles, group[i]);
      float slack = target.deviations * target.nibbles.deviation(nibbles, group[i]);
      widest = Math.max(widest, slack);
      farthestOfNearest.offer(distance + slack);
      ranked[count++] = Beam.entry(group[i], distance);
    }
  }

  private float distance(int i) {
    return Beam.distanceOf(ranked[i]);
  }

  private void reserve(int size) {
    if (nodes.length < size) {
      nodes = new int[size];
      scores = new float[size];
    }
  }

  /** Bytes it has grown to. */
  long bytes() {
    return (long) Long.BYTES * (ranked.length + nodes.length) + farthestOfNearest.bytes();
  }
}
