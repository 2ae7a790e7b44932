package io.niteru.core.search;

import io.niteru.core.graph.Graph;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.quant.Quantizer;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * Searches one field of a segment: walks its graph or, where there is none or few documents are
 * accepted, scans its codes. Safe for all threads.
 */
public final class FieldSearcher {
  private final Codes codes;
  private final Graph graph;
  private final Calibration calibration;
  private final SearchContextPool pool;

  /**
   * A searcher.
   *
   * @param quantizer what the codes were made with
   * @param codes codes of all vectors
   * @param graph the graph over them, or null
   * @param calibration what is known of its recall
   */
  public FieldSearcher(Quantizer quantizer, Codes codes, Graph graph, Calibration calibration) {
    this.codes = codes;
    this.graph = graph;
    this.calibration = calibration;
    this.pool = new SearchContextPool(() -> new SearchContext(quantizer, codes));
  }

  /**
   * Collects the documents most similar to a target, with exact scores: as many as the collector
   * wants, or all that are accepted if there are fewer.
   *
   * @param target the target, of the field's dimension
   * @param exact scores raw vectors with the target; for this thread
   * @param vectors the raw vectors; for this thread
   * @param collector wants k documents; may carry an {@link Effort}
   * @param acceptDocs documents that may be collected
   */
  public void search(
      float[] target,
      RandomVectorScorer exact,
      FloatVectorValues vectors,
      KnnCollector collector,
      AcceptDocs acceptDocs)
      throws IOException {
    SearchContext context = pool.take();
    try {
      context.seek(target);
      Bits accepted = nodes(exact.getAcceptOrds(acceptDocs.bits()));
      KnnSearchStrategy strategy = collector.getSearchStrategy();
      Effort effort = Effort.of(strategy);
      SearchTuning tuning = effort.tuning();
      int width = effort.width(collector.k(), calibration);
      int expected = accepted == null ? codes.size() : Math.min(acceptDocs.cost(), codes.size());
      long walked = 0;
      if (graph != null && worthWalking(width, expected, tuning)) {
        int found = context.walk(graph, width, accepted, collector, tuning);
        walked = collector.visitedCount();
        LoggedEffort.tell(strategy, SearchLog.Way.WALK, walked);
        if (collector.earlyTerminated() || found >= Math.min(collector.k(), expected)) {
          context.collect(exact, collector);
          return;
        }
      }
      context.scan(
          new AcceptedNodes(codes, vectors, accepted == null ? null : acceptDocs),
          collector,
          tuning);
      LoggedEffort.tell(strategy, SearchLog.Way.SCAN, collector.visitedCount() - walked);
      context.collect(exact, collector);
    } finally {
      pool.give(context);
    }
  }

  /** Nodes instead of ordinals. */
  private Bits nodes(Bits ordinals) {
    NodeOrder order = codes.order();
    if (ordinals == null || order.isIdentity()) {
      return ordinals;
    }
    return new Bits() {
      @Override
      public boolean get(int node) {
        return ordinals.get(order.ordinal(node));
      }

      @Override
      public int length() {
        return codes.size();
      }
    };
  }

  private static boolean worthWalking(int width, int accepted, SearchTuning tuning) {
    return accepted > (long) tuning.nodesPerPlace() * width;
  }
}
