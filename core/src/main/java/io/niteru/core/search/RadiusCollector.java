package io.niteru.core.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.AbstractKnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;

/** Keeps all documents with at least some score. For one thread. */
final class RadiusCollector extends AbstractKnnCollector {
  private static final Comparator<ScoreDoc> BEST_FIRST =
      Comparator.<ScoreDoc>comparingDouble(hit -> -hit.score).thenComparingInt(hit -> hit.doc);

  private final float minScore;
  private final List<ScoreDoc> hits = new ArrayList<>();

  RadiusCollector(Radius radius) {
    super(Integer.MAX_VALUE, Long.MAX_VALUE, radius);
    this.minScore = radius.minScore();
  }

  @Override
  public boolean collect(int doc, float score) {
    return score >= minScore && hits.add(new ScoreDoc(doc, score));
  }

  @Override
  public int numCollected() {
    return hits.size();
  }

  @Override
  public float minCompetitiveSimilarity() {
    return minScore;
  }

  @Override
  public TopDocs topDocs() {
    hits.sort(BEST_FIRST);
    return new TopDocs(
        new TotalHits(visitedCount(), TotalHits.Relation.EQUAL_TO), hits.toArray(ScoreDoc[]::new));
  }
}
