package io.niteru.plugin.source;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;

/** The vectors of a segment, looked up by document. Safe for use by several threads. */
final class SegmentVectors implements MaskedSource.Vectors, Closeable {
  private final KnnVectorsReader reader;
  private final String segment;

  SegmentVectors(KnnVectorsReader reader, String segment) {
    this.reader = reader;
    this.segment = segment;
  }

  @Override
  public float[] vector(String field, int doc) throws IOException {
    FloatVectorValues values = reader.getFloatVectorValues(field);
    if (values != null) {
      KnnVectorValues.DocIndexIterator docs = values.iterator();
      if (docs.advance(doc) == doc) {
        return values.vectorValue(docs.index());
      }
    }
    throw new CorruptIndexException(
        "the vector of field [" + field + "] of document " + doc + " is missing", segment);
  }

  void checkIntegrity() throws IOException {
    reader.checkIntegrity();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
