package io.niteru.core.graph;

import org.apache.lucene.util.FixedBitSet;

/**
 * Takes over the links of a graph there was. Neighbours that were deleted are made up for by their
 * own neighbours (Singh et al., "FreshDiskANN", 2021). Safe for all threads once the levels are
 * taken.
 */
final class InitialisedGraph {
  private final Graph old;
  private final GraphBuilder.NodeMap newNodes;
  private final FixedBitSet taken;

  InitialisedGraph(Graph old, GraphBuilder.NodeMap newNodes, int size) {
    this.old = old;
    this.newNodes = newNodes;
    this.taken = new FixedBitSet(size);
    for (int i = 0; i < old.base().size(); i++) {
      int ordinal = newNodes.get(i);
      if (ordinal >= 0) {
        taken.set(ordinal);
      }
    }
  }

  /** The highest layer with a node that was not deleted; -1 if there is none. */
  static int highestLevel(Graph old, GraphBuilder.NodeMap newNodes) {
    for (int l = old.layers().size() - 1; l >= 0; l--) {
      Links layer = old.layers().get(l);
      for (int i = 0; i < layer.size(); i++) {
        if (newNodes.get(layer.ordinal(i)) >= 0) {
          return l;
        }
      }
    }
    return -1;
  }

  /** Whether a node has been taken over. */
  boolean has(int newOrdinal) {
    return taken.get(newOrdinal);
  }

  /** Keeps each node on the layers it was on. */
  void takeLevels(Levels levels) {
    for (int l = 0; l < old.layers().size(); l++) {
      Links layer = old.layers().get(l);
      for (int i = 0; i < layer.size(); i++) {
        int ordinal = newNodes.get(layer.ordinal(i));
        if (ordinal >= 0) {
          levels.set(ordinal, l);
        }
      }
    }
  }

  /** The number of a node of a layer that was taken over, the first. */
  int entry(BuildLayer layer) {
    for (int i = 0; i < layer.size(); i++) {
      if (has(layer.ordinal(i))) {
        return i;
      }
    }
    throw new IllegalStateException("no node was taken over to the top layer");
  }

  /** A worker for one thread: job {@code i} takes over node {@code i} of each old layer. */
  Team.Worker worker(java.util.List<BuildLayer> layers, Inserter inserter) {
    var copier = new Copier(inserter);
    return i -> {
      for (int l = 0; l < old.layers().size() && i < old.layers().get(l).size(); l++) {
        if (l < layers.size()) {
          copier.copy(old.layers().get(l), layers.get(l), i);
        }
      }
    };
  }

  private final class Copier {
    private final Inserter inserter;
    private final Visited seen;
    private final int[] neighbours;
    private final int[] beyond;

    Copier(Inserter inserter) {
      // Where few nodes are linked, an upper layer may have the longest list.
      int longest = old.layers().stream().mapToInt(Links::maxDegree).max().orElseThrow();
      this.neighbours = new int[longest];
      this.beyond = new int[longest];
      this.inserter = inserter;
      this.seen = new Visited(taken.length());
    }

    void copy(Links from, BuildLayer to, int oldNode) {
      int ordinal = newNodes.get(from.ordinal(oldNode));
      if (ordinal < 0) {
        return;
      }
      int node = to.number(ordinal);
      seen.clear();
      seen.add(node);
      int n = from.read(oldNode, neighbours);
      for (int i = 0; i < n; i++) {
        if (!add(from, to, neighbours[i])) {
          int far = from.read(neighbours[i], beyond);
          for (int j = 0; j < far; j++) {
            add(from, to, beyond[j]);
          }
        }
      }
      int[] candidates = java.util.Arrays.copyOfRange(seen.log(), 1, seen.count());
      inserter.relink(to, node, candidates, candidates.length);
    }

    private boolean add(Links from, BuildLayer to, int oldNode) {
      int ordinal = newNodes.get(from.ordinal(oldNode));
      if (ordinal >= 0) {
        seen.add(to.number(ordinal));
      }
      return ordinal >= 0;
    }
  }
}
