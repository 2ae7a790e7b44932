package io.niteru.core.graph;

import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.Codes;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Puts nodes into the layers of a graph; for one thread, many of which may work at once. */
final class Inserter implements Stop {
  private final List<BuildLayer> layers;
  private final Levels levels;
  private final int entry;
  private final int m;
  private final int candidates;
  private final MemorySegment nibbles;
  private final BitQuery query;
  private final BitQuery base;
  private final BitEstimator estimator;
  private final Walk walk;
  private final Selection selection;
  private final int[] found;
  private final float[] foundDistances;
  private int[] chosen;
  private float[] chosenDistances;
  private long[] sorted = new long[0];
  private int[] list = new int[0];
  private float[] listDistances = new float[0];

  Inserter(Codes codes, List<BuildLayer> layers, Levels levels, int entry, int m, int candidates) {
    this.layers = layers;
    this.levels = levels;
    this.entry = entry;
    this.m = m;
    this.candidates = candidates;
    this.nibbles = codes.nibbles();
    this.query = new BitQuery(codes.layout());
    this.base = new BitQuery(codes.layout());
    this.estimator = new BitEstimator(codes.bits(), codes.layout());
    this.walk = new Walk(estimator, codes.size());
    this.selection = new Selection(codes.layout(), estimator, nibbles);
    this.found = new int[candidates];
    this.foundDistances = new float[candidates];
    this.chosen = new int[m];
    this.chosenDistances = new float[m];
  }

  /** Finds the neighbours of a node on all its layers and links them both ways. */
  void insert(int ordinal) {
    query.load(nibbles, ordinal);
    int level = levels.of(ordinal);
    int node = entry;
    for (int l = layers.size() - 1; l > level; l--) {
      node = layers.get(l).below(walk.descend(layers.get(l), query, node));
    }
    for (int l = level; l >= 0; l--) {
      BuildLayer layer = layers.get(l);
      walk.search(layer, query, node, candidates, this);
      int n = walk.beam().copy(found, foundDistances);
      link(layer, layer.number(ordinal), n);
      node = l > 0 ? layer.below(found[0]) : 0;
    }
  }

  /**
   * Candidates farther than the M nearest are hardly ever chosen. Not to look for more of them
   * takes half the time, and no recall that could be told from what differs from build to build.
   */
  @Override
  public float limit(Beam beam) {
    return beam.size() > m ? beam.distance(m - 1) : Float.POSITIVE_INFINITY;
  }

  @Override
  public boolean spend(int estimates) {
    return false;
  }

  private void link(BuildLayer layer, int self, int n) {
    int count = selection.choose(layer, found, foundDistances, n, m);
    chosen = Arrays.copyOf(selection.nodes(), count);
    chosenDistances = Arrays.copyOf(selection.distances(), count);
    for (int i = 0; i < count; i++) {
      append(layer, self, chosen[i], chosenDistances[i]);
    }
    for (int i = 0; i < count; i++) {
      append(layer, chosen[i], self, chosenDistances[i]);
    }
  }

  private void append(BuildLayer layer, int node, int neighbour, float distance) {
    synchronized (layer.lock(node)) {
      layer.append(node, neighbour, distance);
      if (layer.isFull(node)) {
        prune(layer, node);
      }
    }
  }

  /** Full lists are pruned by more than one neighbour, so that it is not done at each insertion. */
  private void prune(BuildLayer layer, int node) {
    int n = layer.degree(node);
    reserve(n);
    for (int i = 0; i < n; i++) {
      int bits = Float.floatToRawIntBits(layer.distance(node, i));
      sorted[i] = (long) bits << 32 | layer.neighbour(node, i);
    }
    choose(layer, node, n);
  }

  /**
   * Gives a node the best of some candidates for neighbours.
   *
   * @param candidates nodes of the layer, each once, not the node itself
   * @param n number of candidates
   */
  void relink(BuildLayer layer, int node, int[] candidates, int n) {
    reserve(n);
    base.load(nibbles, layer.ordinal(node));
    for (int i = 0; i < n; i++) {
      list[i] = layer.ordinal(candidates[i]);
    }
    estimator.touch(list, 0, n);
    estimator.estimate(base, list, 0, n, listDistances);
    for (int i = 0; i < n; i++) {
      sorted[i] = (long) Float.floatToRawIntBits(listDistances[i]) << 32 | candidates[i];
    }
    if (n < layer.maxDegree()) {
      unpack(n);
      layer.replace(node, list, listDistances, n);
    } else {
      choose(layer, node, n);
    }
  }

  private void choose(BuildLayer layer, int node, int n) {
    Arrays.sort(sorted, 0, n);
    unpack(n);
    int count = selection.choose(layer, list, listDistances, n, layer.prunedDegree());
    layer.replace(node, selection.nodes(), selection.distances(), count);
  }

  private void unpack(int n) {
    for (int i = 0; i < n; i++) {
      list[i] = (int) sorted[i];
      listDistances[i] = Float.intBitsToFloat((int) (sorted[i] >>> 32));
    }
  }

  private void reserve(int n) {
    if (sorted.length < n) {
      sorted = new long[n];
      list = new int[n];
      listDistances = new float[n];
    }
  }
}
