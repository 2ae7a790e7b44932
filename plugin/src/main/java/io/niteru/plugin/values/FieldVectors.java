package io.niteru.plugin.values;

import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.VectorBytes;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * The vectors of a field in a segment, read document by document in ascending order, from the
 * vectors file or, without {@code index.knn}, from doc values. For one thread.
 */
public final class FieldVectors {
  private final DocIdSetIterator docs;
  private final Read read;

  /** Reads the vector of the current document: floats, or bytes. */
  @FunctionalInterface
  private interface Read {
    Object vector() throws IOException;
  }

  private FieldVectors(DocIdSetIterator docs, Read read) {
    this.docs = docs;
    this.read = read;
  }

  /** The vectors of a segment, of which there may be none. */
  public static FieldVectors of(LeafReader reader, String field, DataType type) throws IOException {
    FieldInfo info = reader.getFieldInfos().fieldInfo(field);
    if (info != null && info.hasVectorValues()) {
      return type.bytes()
          ? of(reader.getByteVectorValues(field))
          : of(reader.getFloatVectorValues(field));
    }
    BinaryDocValues values = info == null ? null : reader.getBinaryDocValues(field);
    if (values == null) {
      return new FieldVectors(DocIdSetIterator.empty(), () -> null);
    }
    return new FieldVectors(
        values,
        type.bytes()
            ? () -> VectorBytes.bytes(values.binaryValue())
            : () -> VectorBytes.floats(values.binaryValue()));
  }

  private static FieldVectors of(FloatVectorValues values) {
    DocIndexIterator docs = values.iterator();
    return new FieldVectors(docs, () -> values.vectorValue(docs.index()));
  }

  private static FieldVectors of(ByteVectorValues values) {
    DocIndexIterator docs = values.iterator();
    return new FieldVectors(docs, () -> values.vectorValue(docs.index()));
  }

  /** Goes to a document, not before the one of the last call; whether it has a vector. */
  public boolean advanceExact(int doc) throws IOException {
    return docs.docID() == doc || docs.docID() < doc && docs.advance(doc) == doc;
  }

  /**
   * The vector of the current document: {@code float[]}, or {@code byte[]} for other types. Valid
   * until the next call.
   */
  public Object vector() throws IOException {
    return read.vector();
  }
}
