package io.niteru.core.graph;

import io.niteru.core.quant.Codes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Builds a graph over codes, by some threads at once, from nothing or from a graph there was over
 * some of the nodes. Links and levels are in native memory, which the arena frees: about {@code 10
 * M} bytes a node.
 */
public final class GraphBuilder {
  private final Arena arena;
  private final Codes codes;
  private final int m;
  private final int candidates;
  private final BuildTuning tuning;
  private final Team team;
  private final CalibrationSample sample;
  private final IntConsumer inserted;

  /**
   * A builder of one graph.
   *
   * @param arena holds the graph; must be accessible to all threads of the team
   * @param codes codes of at least one vector
   * @param m M, neighbours a new node is given; lists hold twice as many on the base layer
   * @param efConstruction candidates looked at for them, more or fewer by the number of codes
   * @param tuning what else decides how it is built
   * @param team who does the work
   * @param sample nodes to insert last
   * @param inserted told, by any thread, that so many more nodes are inserted
   */
  public GraphBuilder(
      Arena arena,
      Codes codes,
      int m,
      int efConstruction,
      BuildTuning tuning,
      Team team,
      CalibrationSample sample,
      IntConsumer inserted) {
    this.arena = arena;
    this.codes = codes;
    this.m = m;
    this.candidates = Math.max(tuning.candidates(efConstruction, codes.size()), m);
    this.tuning = tuning;
    this.team = team;
    this.sample = sample;
    this.inserted = inserted;
  }

  /** Builds a graph from nothing. */
  public Graph build() throws IOException {
    var levels = new Levels(arena, codes.size(), m, Integer.MAX_VALUE);
    return insertAll(levels, levels.layers(arena), null, 0);
  }

  /**
   * Builds a graph on top of one there was.
   *
   * @param old a graph of the same M over some of the nodes
   * @param newNodes what became of each node of it: its number now, or -1 if it was deleted
   */
  public Graph build(Graph old, NodeMap newNodes) throws IOException {
    return initialised(
        old,
        i -> {
          int node = newNodes.get(i);
          return node >= 0 && sample.has(node) ? -1 : node;
        });
  }

  private Graph initialised(Graph old, NodeMap newNodes) throws IOException {
    int top = InitialisedGraph.highestLevel(old, newNodes);
    if (top < 0) {
      return build();
    }
    var levels = new Levels(arena, codes.size(), m, top);
    var initialised = new InitialisedGraph(old, newNodes, codes.size());
    initialised.takeLevels(levels);
    List<BuildLayer> layers = levels.layers(arena);
    team.run(old.base().size(), () -> initialised.worker(layers, inserter(layers, levels, 0)));
    return insertAll(levels, layers, initialised, initialised.entry(layers.getLast()));
  }

  private Graph insertAll(Levels levels, List<BuildLayer> layers, InitialisedGraph there, int entry)
      throws IOException {
    BuildLayer top = layers.getLast();
    int first = top.ordinal(entry);
    IntPredicate missing = ordinal -> ordinal != first && (there == null || !there.has(ordinal));
    // Upper layers first: whatever the order of the vectors, the rest finds its way from afar.
    if (layers.size() > 1) {
      BuildLayer upper = layers.get(1);
      insert(upper.size(), 1, upper::ordinal, missing, layers, levels, entry);
    }
    IntPredicate base = missing.and(ordinal -> levels.of(ordinal) == 0);
    IntPredicate last = base.and(sample::has);
    insert(codes.size(), tuning.run(), i -> i, base.and(last.negate()), layers, levels, entry);
    sample.look(new Graph(layers, entry), last);
    insert(codes.size(), tuning.run(), i -> i, last, layers, levels, entry);
    int start = entry;
    for (int l = layers.size() - 1; l > 0; l--) {
      start = layers.get(l).below(start);
    }
    ComponentConnector.connect(layers.getFirst(), start);
    return new Graph(layers, entry);
  }

  private void insert(
      int count,
      int run,
      IntUnaryOperator ordinals,
      IntPredicate wanted,
      List<BuildLayer> layers,
      Levels levels,
      int entry)
      throws IOException {
    int runs = Math.ceilDiv(count, run);
    int step = spread(runs);
    team.run(
        runs,
        () -> {
          Inserter inserter = inserter(layers, levels, entry);
          return job -> {
            int from = (int) ((long) job * step % runs) * run;
            int more = 0;
            for (int i = from; i < Math.min(count, from + run); i++) {
              int ordinal = ordinals.applyAsInt(i);
              if (wanted.test(ordinal)) {
                team.check();
                inserter.insert(ordinal);
                more++;
              }
            }
            inserted.accept(more);
          };
        });
  }

  private Inserter inserter(List<BuildLayer> layers, Levels levels, int entry) {
    return new Inserter(codes, layers, levels, entry, m, candidates, tuning);
  }

  /**
   * A step that visits each of {@code count} numbers once and any run of them evenly: nodes are in
   * order of their neighbourhoods, and a graph grown from one corner outwards is a poor one.
   */
  private static int spread(int count) {
    int near = (int) (count * 0.6180339887);
    return IntStream.iterate(Math.max(1, near), s -> s + 1)
        .filter(s -> gcd(s, count) == 1)
        .findFirst()
        .orElseThrow();
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** What became of nodes. */
  @FunctionalInterface
  public interface NodeMap {
    /** The node now, or -1. */
    int get(int oldNode);
  }
}
