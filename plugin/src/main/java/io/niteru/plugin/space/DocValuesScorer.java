package io.niteru.plugin.space;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;

/** Scores vectors of an index without {@code index.knn}, kept as doc values. For one thread. */
final class DocValuesScorer implements VectorScorer {
  private final Comparison comparison;
  private final BinaryDocValues values;
  private final float[] vector;

  private DocValuesScorer(Comparison comparison, BinaryDocValues values) {
    this.comparison = comparison;
    this.values = values;
    this.vector = new float[comparison.length()];
  }

  /** A scorer, or null if the segment has no vectors of that field. */
  static VectorScorer of(Comparison comparison, LeafReader reader) throws IOException {
    BinaryDocValues values = reader.getBinaryDocValues(comparison.field());
    return values == null ? null : new DocValuesScorer(comparison, values);
  }

  @Override
  public float score() throws IOException {
    if (comparison.type().bytes()) {
      return comparison.score(VectorBytes.bytes(values.binaryValue()));
    }
    VectorBytes.floats(values.binaryValue(), vector);
    return comparison.score(vector);
  }

  @Override
  public DocIdSetIterator iterator() {
    return values;
  }
}
