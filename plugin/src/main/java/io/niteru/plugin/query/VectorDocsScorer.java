package io.niteru.plugin.query;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Scores some documents of a segment by their vectors. For one thread. */
final class VectorDocsScorer extends Scorer {
  private final VectorScorer vectors;
  private final DocIdSetIterator docs;
  private final float boost;

  VectorDocsScorer(VectorScorer vectors, FixedBitSet docs, float boost) {
    this.vectors = vectors;
    this.docs =
        ConjunctionUtils.intersectIterators(
            List.of(new BitSetIterator(docs, docs.cardinality()), vectors.iterator()));
    this.boost = boost;
  }

  @Override
  public int docID() {
    return docs.docID();
  }

  @Override
  public DocIdSetIterator iterator() {
    return docs;
  }

  @Override
  public float score() throws IOException {
    return boost * vectors.score();
  }

  @Override
  public float getMaxScore(int upTo) {
    return Float.POSITIVE_INFINITY;
  }
}
