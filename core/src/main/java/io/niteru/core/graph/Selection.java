package io.niteru.core.graph;

import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.CodeLayout;
import io.niteru.core.simd.Touch;
import java.lang.foreign.MemorySegment;

/**
 * Chooses neighbours that lie in different directions: a candidate is taken unless one taken before
 * is nearer to it than the base is (heuristic 2 of the HNSW paper). For one thread.
 */
final class Selection {
  private static final int STEP = 4;
  private static final int AHEAD = 6;

  private final MemorySegment nibbles;
  private final BitEstimator estimator;
  private final BitQuery candidate;
  private final int stride;
  private final Touch touch = new Touch();
  private final int[] ahead = new int[AHEAD];
  private final float[] distances = new float[STEP];
  private int[] chosenOrdinals = new int[256];
  private int[] nodes = new int[256];
  private float[] nodeDistances = new float[256];

  Selection(CodeLayout layout, BitEstimator estimator, MemorySegment nibbles) {
    this.nibbles = nibbles;
    this.estimator = estimator;
    this.stride = layout.nibbleStride();
    this.candidate = new BitQuery(layout);
  }

  /** The nodes chosen last. */
  int[] nodes() {
    return nodes;
  }

  /** Their distances from the base. */
  float[] distances() {
    return nodeDistances;
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
    if (nodes.length < max) {
      nodes = new int[max];
      nodeDistances = new float[max];
      chosenOrdinals = new int[max];
    }
    int chosen = 0;
    for (int i = 0; i < n && chosen < max; i++) {
      if (i % AHEAD == 0) {
        touch(layer, from, i, Math.min(n, i + AHEAD));
      }
      int ordinal = layer.ordinal(from[i]);
      candidate.load(nibbles, ordinal);
      if (isApart(fromDistances[i], chosen)) {
        nodes[chosen] = from[i];
        nodeDistances[chosen] = fromDistances[i];
        chosenOrdinals[chosen++] = ordinal;
      }
    }
    return chosen;
  }

  private void touch(Links layer, int[] nodes, int from, int to) {
    for (int i = from; i < to; i++) {
      ahead[i - from] = layer.ordinal(nodes[i]);
    }
    touch.rows(nibbles, ahead, 0, to - from, stride);
  }

  private boolean isApart(float distance, int chosen) {
    for (int j = 0; j < chosen; j += STEP) {
      int to = Math.min(chosen, j + STEP);
      estimator.estimate(candidate, chosenOrdinals, j, to, distances);
      for (int k = 0; k < to - j; k++) {
        if (distances[k] < distance || distances[k] == 0) {
          return false;
        }
      }
    }
    return true;
  }
}
