package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.graph.Graph;
import io.niteru.core.graph.Links;
import io.niteru.core.graph.Stop;
import io.niteru.core.graph.Walk;
import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Encoder;
import io.niteru.core.quant.Quantizer;
import java.io.IOException;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/** What one search needs, kept for the next. For one thread at a time. */
final class Scratch {
  private static final int SCAN_BATCH = 128;

  /** Deviations. Of a walk with 3, one in 2,000 of the ten nearest was met and lost. */
  private static final GrowingShare DEVIATIONS = new GrowingShare(3, .25, 128);

  /** Deviations of a scan, which is to find all: one of 30,000 estimates is off by more. */
  private static final float SCANNED = 4;

  /**
   * More starts than one find photographs whose copies no path leads to from those of others alike:
   * two of three misses in a million features, 183 of each photograph, were of one never met. With
   * 64, but only those not too far, walks found .998 of the ten nearest of 1,200 targets in the
   * time in which 12 found .995. They find next to nothing more in 87,296, with 16 of each.
   */
  private static final int MOST_STARTS = 64;

  /** Narrow beams are in a hurry. */
  private static final int PLACES_A_START = 2;

  /** Nodes of layer 1; where there are few, one leads to the others. */
  private static final int NODES_A_START = 300;

  /** With a filter each start is followed over nodes that others went over too. */
  private static final int MOST_FILTERED_STARTS = 12;

  final Target target;
  private final Encoder encoder;
  private final Walk walk;
  private final Ladder ladder;
  private final BitEstimator estimator;
  private final Candidates candidates = new Candidates();
  private final int[] nodes = new int[SCAN_BATCH];
  private final float[] distances = new float[SCAN_BATCH];
  private final float[] slacks = new float[SCAN_BATCH];
  private final int[] starts = new int[MOST_STARTS];

  Scratch(Quantizer quantizer, Codes codes) {
    target = new Target(quantizer.space(), codes.layout());
    encoder = new Encoder(quantizer);
    estimator = new BitEstimator(codes.bits(), codes.layout());
    walk = new Walk(estimator, codes.size());
    ladder = new Ladder(codes, estimator);
  }

  /** Begins a search for what is near to a vector of the field's dimension. */
  void seek(float[] vector) {
    target.set(vector, encoder);
  }

  /**
   * Walks a graph towards {@link #target}; returns how many nodes that finds.
   *
   * @param graph the graph
   * @param width efSearch; hard targets have a wider beam, see {@link Patience}
   * @param accepted nodes to look for, or null for all
   * @param collector wants k documents and may end the walk
   */
  int walk(Graph graph, int width, Bits accepted, KnnCollector collector) {
    int count = starts(graph, width);
    BitQuery query = target.bits;
    Stop stop = Patience.stop(collector, width, query.deviation(), query.floor());
    target.deviations = DEVIATIONS.of(width);
    int widest = Patience.widest(width);
    if (accepted == null) {
      walk.search(graph.base(), query, starts, count, widest, stop);
    } else {
      int followed = Math.min(count, MOST_FILTERED_STARTS);
      walk.search(graph.base(), query, starts, followed, widest, accepted, stop);
    }
    return walk.beam().size();
  }

  /** Finds the nearest nodes of the base layer that are on the one above too; returns how many. */
  private int starts(Graph graph, int width) {
    BitQuery query = target.bits;
    int node = graph.entry();
    for (int l = graph.layers().size() - 1; l > 1; l--) {
      Links layer = graph.layers().get(l);
      node = layer.below(walk.descend(layer, query, node));
    }
    if (graph.layers().size() == 1) {
      starts[0] = node;
      return 1;
    }
    Links layer = graph.layers().get(1);
    int most = Math.min(width / PLACES_A_START, layer.size() / NODES_A_START);
    Stop reach = Patience.reach(width, query.deviation(), query.floor());
    Beam beam = walk.beam();
    walk.search(layer, query, node, Math.clamp(most, 1, MOST_STARTS), reach);
    float limit = reach.limit(beam);
    int count = 0;
    for (; count < beam.size() && beam.distance(count) <= limit; count++) {
      starts[count] = layer.below(beam.node(count));
    }
    return count;
  }

  /**
   * Estimates the distances of all accepted nodes to {@link #target}, and keeps those that can be
   * among the nearest.
   *
   * @param accepted the nodes
   * @param collector wants k documents and may end the scan
   */
  void scan(AcceptedNodes accepted, KnnCollector collector) throws IOException {
    target.deviations = SCANNED;
    candidates.clear(collector.k(), target.farthest(collector));
    for (int n = accepted.next(nodes, left(collector));
        n > 0;
        n = accepted.next(nodes, left(collector))) {
      if (accepted.scattered()) {
        estimator.touch(nodes, 0, n);
      }
      estimator.estimate(target.bits, nodes, 0, n, candidates.limit(), distances, slacks);
      for (int i = 0; i < n; i++) {
        slacks[i] *= SCANNED;
      }
      candidates.offerAll(nodes, n, distances, slacks);
      collector.incVisitedCount(n);
      if (collector.earlyTerminated()) {
        break;
      }
    }
    candidates.moveTo(walk.beam());
  }

  private static long left(KnnCollector collector) {
    return collector.visitLimit() - collector.visitedCount();
  }

  /** Ranks what was found last, and collects the best with their exact scores. */
  void collect(RandomVectorScorer exact, KnnCollector collector) throws IOException {
    ladder.collect(walk.beam(), target, exact, collector);
  }

  /** How many of the k nearest that were found last are no farther than some distance. */
  int within(float distance, int k) {
    return ladder.within(walk.beam(), target, distance, k);
  }
}
