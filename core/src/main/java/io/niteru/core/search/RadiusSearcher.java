package io.niteru.core.search;

import io.niteru.core.quant.CodeBound;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Quantizer;
import java.io.IOException;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * Finds all vectors of a segment's field within a radius: reads all codes, and compares the vectors
 * that the codes do not prove to be farther. Immutable; safe for all threads.
 */
public final class RadiusSearcher {
  private static final int BATCH = 128;

  private final Quantizer quantizer;
  private final Codes codes;

  /**
   * A searcher.
   *
   * @param quantizer what the codes were made with
   * @param codes codes of all vectors
   */
  public RadiusSearcher(Quantizer quantizer, Codes codes) {
    this.quantizer = quantizer;
    this.codes = codes;
  }

  /**
   * Collects all documents with at least some score.
   *
   * @param target the target, of the field's dimension
   * @param radius the score
   * @param exact scores raw vectors with the target; for this thread
   * @param collector receives documents and exact scores
   * @param acceptDocs documents that may be collected, or null for all
   */
  public void search(
      float[] target,
      Radius radius,
      RandomVectorScorer exact,
      KnnCollector collector,
      Bits acceptDocs)
      throws IOException {
    var bound = new CodeBound(codes, quantizer, target, radius.minScore());
    Bits accepted = exact.getAcceptOrds(acceptDocs);
    int[] nodes = new int[BATCH];
    float[] scores = new float[BATCH];
    for (int node = 0; node < codes.size() && !collector.earlyTerminated(); ) {
      int count = 0;
      while (count < BATCH && node < codes.size()) {
        if (accepted == null || accepted.get(codes.order().ordinal(node))) {
          nodes[count++] = node;
        }
        node++;
      }
      collector.incVisitedCount(count);
      int left = bound.retain(nodes, count);
      for (int i = 0; i < left; i++) {
        nodes[i] = codes.order().ordinal(nodes[i]);
      }
      exact.bulkScore(nodes, scores, left);
      for (int i = 0; i < left; i++) {
        if (scores[i] >= radius.minScore()) {
          collector.collect(exact.ordToDoc(nodes[i]), scores[i]);
        }
      }
    }
  }
}
