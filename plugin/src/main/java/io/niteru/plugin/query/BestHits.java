package io.niteru.plugin.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BitSet;

/**
 * The k best of the documents it is offered, equal ones by number; of nested documents only the
 * best of each parent counts. For one thread.
 */
final class BestHits {
  private static final Comparator<ScoreDoc> BEST_FIRST =
      Comparator.<ScoreDoc>comparingDouble(hit -> -hit.score).thenComparingInt(hit -> hit.doc);

  private final int k;
  private final BitSet parents;
  private final PriorityQueue<ScoreDoc> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
  private ScoreDoc bestOfParent;
  private int parent = -1;

  /**
   * @param k hits wanted
   * @param parents documents that those before them are nested in, or null if none is nested
   */
  BestHits(int k, BitSet parents) {
    this.k = k;
    this.parents = parents;
  }

  /** Takes a document into account; they must come in ascending order. */
  void offer(int doc, float score) {
    if (parents == null) {
      add(new ScoreDoc(doc, score));
      return;
    }
    if (doc > parent) {
      add(bestOfParent);
      bestOfParent = null;
      parent = parents.nextSetBit(doc);
    }
    if (bestOfParent == null || score > bestOfParent.score) {
      bestOfParent = new ScoreDoc(doc, score);
    }
  }

  private void add(ScoreDoc hit) {
    if (hit == null) {
      return;
    }
    if (worstFirst.size() == k) {
      if (BEST_FIRST.compare(hit, worstFirst.peek()) > 0) {
        return;
      }
      worstFirst.poll();
    }
    worstFirst.add(hit);
  }

  /** The hits, best first; the last call. */
  TopDocs topDocs(TotalHits.Relation relation) {
    add(bestOfParent);
    ScoreDoc[] hits = worstFirst.toArray(ScoreDoc[]::new);
    Arrays.sort(hits, BEST_FIRST);
    return new TopDocs(new TotalHits(hits.length, relation), hits);
  }
}
