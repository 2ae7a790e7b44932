package io.niteru.core.graph;

import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.Codes;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Puts nodes into the layers of a graph; for one thread, many of which may work at once. */
final class Inserter {
  private final List<BuildLayer> layers;
  private final Levels levels;
  private final int entry;
  private final int m;
  private final int candidates;

  /**
   * Candidates farther than the M nearest, or the nearer half if there are few, are hardly ever
   * chosen. Not to look for more of them takes half the time, and no recall that could be told from
   * what differs from build to build.
   */
  private final EarlyTermination termination;

  private final MemorySegment nibbles;
  private final BitQuery query;
  private final BitQuery base;
  private final BitEstimator estimator;
  private final Walk walk;
  private final NeighbourSelection selection;

  /** Candidates on each layer, the base first. */
  private final int[][] found;

  private final float[][] foundDistances;
  private final int[] foundCounts;
  private final int[] chosen;
  private final int[] list;
  private final Beam sorted = new Beam();
  private int[] ordinals = new int[0];
  private float[] distances = new float[0];

  Inserter(
      Codes codes,
      List<BuildLayer> layers,
      Levels levels,
      int entry,
      int m,
      int candidates,
      BuildTuning tuning) {
    this.layers = layers;
    this.levels = levels;
    this.entry = entry;
    this.m = m;
    this.candidates = candidates;
    int opened = Math.min(m, candidates / 2);
    this.termination = new EarlyTermination(opened - 1, Margin.NONE, Margin.ANY, Margin.NONE, null);
    this.nibbles = codes.nibbles();
    this.query = new BitQuery(codes.layout());
    this.base = new BitQuery(codes.layout());
    this.estimator = new BitEstimator(codes.bits(), codes.layout());
    this.walk = new Walk(estimator, codes.size());
    this.selection = new NeighbourSelection(codes.layout(), estimator, nibbles, tuning.alpha());
    this.found = new int[layers.size()][candidates];
    this.foundDistances = new float[layers.size()][candidates];
    this.foundCounts = new int[layers.size()];
    this.chosen = new int[m];
    this.list = new int[layers.getFirst().maxDegree()];
  }

  /**
   * Finds the neighbours of a node on all its layers, and links them both ways, on the base first:
   * another thread that meets the node on some layer goes on from it on the one below.
   */
  void insert(int ordinal) {
    query.load(nibbles, ordinal);
    int level = levels.of(ordinal);
    int node = entry;
    for (int l = layers.size() - 1; l > level; l--) {
      node = layers.get(l).below(walk.descend(layers.get(l), query, node));
    }
    for (int l = level; l >= 0; l--) {
      BuildLayer layer = layers.get(l);
      walk.search(layer, query, node, candidates, termination);
      foundCounts[l] = walk.beam().copy(found[l], foundDistances[l]);
      node = l > 0 ? layer.below(found[l][0]) : 0;
    }
    for (int l = 0; l <= level; l++) {
      link(l, layers.get(l).number(ordinal));
    }
  }

  private void link(int level, int self) {
    BuildLayer layer = layers.get(level);
    int count = selection.choose(layer, found[level], foundDistances[level], foundCounts[level], m);
    System.arraycopy(selection.nodes(), 0, chosen, 0, count);
    for (int i = 0; i < count; i++) {
      append(layer, self, chosen[i]);
    }
    for (int i = 0; i < count; i++) {
      append(layer, chosen[i], self);
    }
  }

  private void append(BuildLayer layer, int node, int neighbour) {
    synchronized (layer.lock(node)) {
      layer.append(node, neighbour);
      if (layer.isFull(node)) {
        int n = layer.read(node, list);
        relink(layer, node, list, n);
      }
    }
  }

  /**
   * Gives a node the best of some candidates for neighbours.
   *
   * @param candidates nodes of the layer, each once, not the node itself; they are put in order
   * @param n number of candidates
   */
  void relink(BuildLayer layer, int node, int[] candidates, int n) {
    reserve(n);
    base.load(nibbles, layer.ordinal(node));
    int[] ordinals = layer.ordinals(candidates, 0, n, this.ordinals);
    estimator.prefetch(ordinals, 0, n);
    estimator.estimate(base, ordinals, 0, n, distances);
    sorted.clear(Math.max(1, n));
    sorted.offerAll(candidates, 0, n, distances);
    sorted.copy(candidates, distances);
    if (n < layer.maxDegree()) {
      layer.replace(node, candidates, n);
    } else {
      int count = selection.choose(layer, candidates, distances, n, layer.prunedDegree());
      layer.replace(node, selection.nodes(), count);
    }
  }

  private void reserve(int n) {
    if (ordinals.length < n) {
      ordinals = new int[n];
      distances = new float[n];
    }
  }
}
