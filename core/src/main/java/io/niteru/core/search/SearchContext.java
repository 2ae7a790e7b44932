package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.graph.EarlyTermination;
import io.niteru.core.graph.Graph;
import io.niteru.core.graph.Links;
import io.niteru.core.graph.Walk;
import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Encoder;
import io.niteru.core.quant.Quantizer;
import java.io.IOException;
import java.lang.ref.SoftReference;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/** What one search needs, kept for the next. For one thread at a time. */
final class SearchContext {
  private static final int SCAN_BATCH = 128;

  /** For {@link SearchContextPool}: one is enough. */
  final SoftReference<SearchContext> reference = new SoftReference<>(this);

  final Target target;
  private final Encoder encoder;
  private final Walk walk;
  private final Rescorer rescorer;
  private final BitEstimator estimator;
  private final Candidates candidates = new Candidates();
  private final int[] nodes = new int[SCAN_BATCH];
  private final float[] distances = new float[SCAN_BATCH];
  private final float[] slacks = new float[SCAN_BATCH];
  private int[] starts = new int[SearchTuning.DEFAULT.mostStarts()];

  SearchContext(Quantizer quantizer, Codes codes) {
    target = new Target(quantizer.space(), codes.layout());
    encoder = new Encoder(quantizer);
    estimator = new BitEstimator(codes.bits(), codes.layout());
    walk = new Walk(estimator, codes.size());
    rescorer = new Rescorer(codes, estimator);
  }

  /** Begins a search for what is near to a vector of the field's dimension. */
  void seek(float[] vector) {
    target.set(vector, encoder);
  }

  /**
   * Walks a graph towards {@link #target}; returns how many nodes that finds.
   *
   * @param graph the graph
   * @param width efSearch; hard targets have a wider beam, see {@link AdaptiveTermination}
   * @param accepted nodes to look for, or null for all
   * @param collector wants k documents and may end the walk
   * @param tuning how far to look
   */
  int walk(Graph graph, int width, Bits accepted, KnnCollector collector, SearchTuning tuning) {
    var adaptive = new AdaptiveTermination(tuning);
    int count = starts(graph, width, adaptive);
    BitQuery query = target.bits;
    target.deviations = tuning.ranked().of(width);
    target.rankedTogether = tuning.rankedTogether();
    EarlyTermination termination = adaptive.base(collector, width, deviation(count), query.floor());
    int widest = adaptive.widest(width);
    int kept = tuning.keptPerPlace() * widest;
    if (accepted == null) {
      walk.search(graph.base(), query, starts, count, widest, kept, termination);
    } else {
      int followed = Math.min(count, tuning.mostFilteredStarts());
      walk.search(graph.base(), query, starts, followed, widest, kept, accepted, termination);
    }
    return walk.beam().size();
  }

  /** Of estimates of nodes like those the walk starts from. */
  private float deviation(int count) {
    estimator.deviations(target.bits, starts, 0, count, Float.POSITIVE_INFINITY, slacks);
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += slacks[i];
    }
    return sum / count;
  }

  /** Finds the nearest nodes of the base layer that are on the one above too; returns how many. */
  private int starts(Graph graph, int width, AdaptiveTermination adaptive) {
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
    SearchTuning tuning = adaptive.tuning();
    int most = Math.min(width / tuning.placesPerStart(), layer.size() / tuning.nodesPerStart());
    EarlyTermination reach = adaptive.upper(width, query.deviation(), query.floor());
    Beam beam = walk.beam();
    walk.search(layer, query, node, Math.clamp(most, 1, tuning.mostStarts()), reach);
    if (starts.length < beam.size()) {
      starts = new int[beam.size()];
    }
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
   * @param tuning what is taken to be near enough
   */
  void scan(AcceptedNodes accepted, KnnCollector collector, SearchTuning tuning)
      throws IOException {
    target.deviations = tuning.scanned();
    target.rankedTogether = tuning.rankedTogether();
    candidates.clear(collector.k(), target.farthest(collector));
    for (int n = accepted.next(nodes, left(collector));
        n > 0;
        n = accepted.next(nodes, left(collector))) {
      if (accepted.scattered()) {
        estimator.prefetch(nodes, 0, n);
      }
      estimator.estimate(target.bits, nodes, 0, n, candidates.limit(), distances, slacks);
      for (int i = 0; i < n; i++) {
        slacks[i] *= tuning.scanned();
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
    rescorer.collect(walk.beam(), target, exact, collector);
  }

  /** How many of the k nearest that were found last are no farther than some distance. */
  int within(float distance, int k) {
    return rescorer.within(walk.beam(), target, distance, k);
  }

  /** Bytes its buffers have grown to, beyond what every search of the segment needs. */
  long grown() {
    return walk.grown() + rescorer.bytes() + candidates.bytes();
  }
}
