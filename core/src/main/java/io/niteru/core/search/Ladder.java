package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.NibbleQuery;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.simd.Touch;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * Re-ranks what a walk or a scan found: the best by the first rung with the second, the best of
 * those with the raw vectors, whose scores are what is collected. Allocates nothing once warm; for
 * one thread.
 */
final class Ladder {
  private static final int GROUP = 8;

  private final MemorySegment nibbles;
  private final long stride;
  private final NodeOrder order;
  private long[] ranked = new long[256];
  private int[] nodes = new int[64];
  private float[] scores = new float[64];

  /** Keeps the loads that only warm the cache from being left out as useless. */
  private long touched;

  Ladder(Codes codes) {
    this.nibbles = codes.nibbles();
    this.stride = codes.layout().nibbleStride();
    this.order = codes.order();
  }

  /** Candidates ranked with the second rung, of a beam that found {@code found}. */
  private static int secondRung(int k, int found) {
    return Math.min(found, Math.max(100, 3 * k));
  }

  /** Candidates ranked with the raw vectors. */
  private static int lastRung(int k, int found) {
    return Math.min(found, k + Math.max(10, k / 4));
  }

  /**
   * Collects the best.
   *
   * @param beam what was found
   * @param query the target
   * @param exact scores raw vectors
   * @param accepted nodes that may be collected, or null for all
   * @param collector receives documents and scores
   * @return how many were collected
   */
  int collect(
      Beam beam, NibbleQuery query, RandomVectorScorer exact, Bits accepted, KnnCollector collector)
      throws IOException {
    int found = accept(beam, accepted);
    int k = Math.min(collector.k(), found);
    int second = secondRung(k, found);
    rank(query, second);
    Arrays.sort(ranked, 0, second);
    int last = lastRung(k, second);
    for (int i = 0; i < last; i++) {
      nodes[i] = order.ordinal((int) ranked[i]);
    }
    exact.bulkScore(nodes, scores, last);
    for (int i = 0; i < last; i++) {
      collector.collect(exact.ordToDoc(nodes[i]), scores[i]);
    }
    return k;
  }

  /** Copies the accepted nodes of the beam to {@code nodes}. */
  private int accept(Beam beam, Bits accepted) {
    int size = beam.size();
    if (nodes.length < size) {
      nodes = new int[size];
      scores = new float[size];
      ranked = new long[size];
    }
    int n = 0;
    for (int i = 0; i < size; i++) {
      int node = beam.node(i);
      if (accepted == null || accepted.get(node)) {
        nodes[n++] = node;
      }
    }
    return n;
  }

  private void rank(NibbleQuery query, int n) {
    for (int from = 0; from < n; from += GROUP) {
      int to = Math.min(n, from + GROUP);
      touch(from, to);
      for (int i = from; i < to; i++) {
        float distance = query.estimate(nibbles, nodes[i]);
        ranked[i] = (long) Float.floatToRawIntBits(distance) << 32 | nodes[i];
      }
    }
  }

  private void touch(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += Touch.lines(nibbles, nodes[i] * stride, stride);
    }
    touched += sum;
  }
}
