package io.niteru.core.search;

import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.hnsw.BlockingFloatHeap;

/**
 * Keeps the k best of one segment, and tells from those of all segments so far what score another
 * must have. For one thread, beside others that share the scores.
 */
final class LeafCollector extends TopKnnCollector {
  private final BlockingFloatHeap bestOfAll;

  /**
   * A collector.
   *
   * @param k documents wanted
   * @param visitLimit estimates that may be made
   * @param effort how hard to look
   * @param bestOfAll holds the k best scores of all segments
   */
  LeafCollector(int k, int visitLimit, LoggedEffort effort, BlockingFloatHeap bestOfAll) {
    super(k, visitLimit, effort);
    this.bestOfAll = bestOfAll;
  }

  @Override
  public boolean collect(int doc, float score) {
    bestOfAll.offer(score);
    return super.collect(doc, score);
  }

  @Override
  public float minCompetitiveSimilarity() {
    float own = super.minCompetitiveSimilarity();
    return bestOfAll.size() < k() ? own : Math.max(own, bestOfAll.peek());
  }
}
