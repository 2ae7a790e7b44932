package io.niteru.plugin.source;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.VectorEncoding;

/**
 * The vectors of a segment, looked up by document. The reader belongs to the segment, which closes
 * it. Safe for use by several threads.
 */
final class SegmentVectors implements MaskedSource.Vectors {
  private final String segment;
  private final Set<String> ofBytes = new HashSet<>();
  private volatile KnnVectorsReader reader;

  SegmentVectors(FieldInfos fields, String segment) {
    this.segment = segment;
    for (FieldInfo field : fields) {
      if (field.hasVectorValues() && field.getVectorEncoding() == VectorEncoding.BYTE) {
        ofBytes.add(field.name);
      }
    }
  }

  void open(KnnVectorsReader opened) {
    reader = opened;
  }

  @Override
  public Object vector(String field, int doc) throws IOException {
    if (ofBytes.contains(field)) {
      ByteVectorValues values = reader.getByteVectorValues(field);
      int ordinal = ordinal(values, field, doc);
      return values.vectorValue(ordinal);
    }
    FloatVectorValues values = reader.getFloatVectorValues(field);
    int ordinal = ordinal(values, field, doc);
    return values.vectorValue(ordinal);
  }

  private int ordinal(KnnVectorValues values, String field, int doc) throws IOException {
    if (values != null) {
      KnnVectorValues.DocIndexIterator docs = values.iterator();
      if (docs.advance(doc) == doc) {
        return docs.index();
      }
    }
    throw new CorruptIndexException(
        "the vector of field [" + field + "] of document " + doc + " is missing", segment);
  }
}
