package io.niteru.core.graph;

import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.CodeLayout;
import java.lang.foreign.MemorySegment;

/**
 * Chooses neighbours that lie in different directions: a candidate is taken unless one taken before
 * is nearer to it than the base is (heuristic 2 of the HNSW paper). Each that is taken is compared
 * with all candidates left at once: as many comparisons as candidate by candidate, but only of
 * those taken, a tenth, all of the second rung is read. For one thread.
 */
final class NeighbourSelection {
  private final MemorySegment nibbles;
  private final BitEstimator estimator;
  private final BitQuery taken;
  private final float alpha;
  private int[] nodes = new int[256];
  private float[] distances = new float[256];
  private int[] ordinals = new int[256];
  private float[] apart = new float[256];

  NeighbourSelection(
      CodeLayout layout, BitEstimator estimator, MemorySegment nibbles, float alpha) {
    this.nibbles = nibbles;
    this.estimator = estimator;
    this.taken = new BitQuery(layout);
    this.alpha = alpha;
  }

  /** The nodes chosen last. */
  int[] nodes() {
    return nodes;
  }

  /**
   * Chooses.
   *
   * @param layer the layer the candidates are of
   * @param from candidates, nearest first
   * @param fromDistances their distances from the base
   * @param n number of candidates
   * @param max how many to choose at most
   * @return how many were chosen
   */
  int choose(Links layer, int[] from, float[] fromDistances, int n, int max) {
    reserve(n);
    System.arraycopy(from, 0, nodes, 0, n);
    System.arraycopy(fromDistances, 0, distances, 0, n);
    for (int i = 0; i < n; i++) {
      ordinals[i] = layer.ordinal(from[i]);
    }
    int chosen = 0;
    for (int left = n; chosen < left; ) {
      taken.load(nibbles, ordinals[chosen++]);
      if (chosen == max) {
        break;
      }
      left = keepApart(chosen, left);
    }
    return chosen;
  }

  /**
   * Leaves out those candidates the one just taken is nearer to than the base is, and its copies.
   */
  private int keepApart(int first, int last) {
    estimator.estimate(taken, ordinals, first, last, apart);
    int kept = first;
    for (int i = first; i < last; i++) {
      float distance = apart[i - first];
      if (distance * alpha >= distances[i] && distance != 0) {
        nodes[kept] = nodes[i];
        distances[kept] = distances[i];
        ordinals[kept++] = ordinals[i];
      }
    }
    return kept;
  }

  private void reserve(int n) {
    if (nodes.length < n) {
      nodes = new int[n];
      distances = new float[n];
      ordinals = new int[n];
      apart = new float[n];
    }
  }
}
