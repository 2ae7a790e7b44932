package io.niteru.plugin.query;

import io.niteru.core.search.SearchLog;
import io.niteru.plugin.space.Comparison;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits.Relation;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.util.BitSet;

/**
 * Compares a target with all vectors of a segment that are accepted. Immutable; safe for all
 * threads.
 *
 * @param comparison the target and what it is compared with
 * @param k hits wanted
 * @param minScore least score of a hit
 * @param parents which documents others are nested in, for the best of each parent only, or null
 */
record Scan(Comparison comparison, int k, float minScore, BitSetProducer parents) {
  /**
   * The best hits of a segment.
   *
   * @param accepted documents that may be hits
   * @param timeout ends the scan early, or null
   * @param log is told how many vectors were compared
   */
  TopDocs run(
      LeafReaderContext leaf, DocIdSetIterator accepted, QueryTimeout timeout, SearchLog log)
      throws IOException {
    BitSet parentDocs = parents == null ? null : parents.getBitSet(leaf);
    BestHits best = new BestHits(k, parentDocs);
    VectorScorer scorer = comparison.scorer(leaf);
    if (scorer == null || parents != null && parentDocs == null) {
      return best.topDocs(Relation.EQUAL_TO);
    }
    VectorScorer.Bulk bulk = scorer.bulk(accepted);
    DocAndFloatFeatureBuffer buffer = new DocAndFloatFeatureBuffer();
    long compared = 0;
    boolean ended = false;
    for (next(bulk, buffer); buffer.size > 0 && !ended; next(bulk, buffer)) {
      for (int i = 0; i < buffer.size; i++) {
        if (buffer.features[i] >= minScore) {
          best.offer(buffer.docs[i], buffer.features[i]);
        }
      }
      compared += buffer.size;
      ended = timeout != null && timeout.shouldExit();
    }
    log.add(SearchLog.Way.COMPARISON, compared);
    return best.topDocs(ended ? Relation.GREATER_THAN_OR_EQUAL_TO : Relation.EQUAL_TO);
  }

  private static void next(VectorScorer.Bulk bulk, DocAndFloatFeatureBuffer buffer)
      throws IOException {
    bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, buffer);
  }
}
