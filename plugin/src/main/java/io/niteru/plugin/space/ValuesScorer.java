package io.niteru.plugin.space;

import java.io.IOException;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;

/** Scores vectors of the vectors file in a space that Lucene does not know. For one thread. */
final class ValuesScorer implements VectorScorer {
  private final DocIndexIterator docs;
  private final Score score;

  /** The score of a vector, by its ordinal. */
  @FunctionalInterface
  private interface Score {
    float of(int ordinal) throws IOException;
  }

  private ValuesScorer(DocIndexIterator docs, Score score) {
    this.docs = docs;
    this.score = score;
  }

  static VectorScorer of(Comparison comparison, FloatVectorValues values) {
    return new ValuesScorer(
        values.iterator(), ordinal -> comparison.score(values.vectorValue(ordinal)));
  }

  static VectorScorer of(Comparison comparison, ByteVectorValues values) {
    return new ValuesScorer(
        values.iterator(), ordinal -> comparison.score(values.vectorValue(ordinal)));
  }

  @Override
  public float score() throws IOException {
    return score.of(docs.index());
  }

  @Override
  public DocIdSetIterator iterator() {
    return docs;
  }
}
