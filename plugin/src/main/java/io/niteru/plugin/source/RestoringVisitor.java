package io.niteru.plugin.source;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.StoredFieldDataInput;
import org.apache.lucene.index.StoredFieldVisitor;
import org.opensearch.index.fieldvisitor.FieldsVisitor;
import org.opensearch.index.mapper.SourceFieldMapper;

/** Hands a document's stored fields on, masked sources made whole. */
final class RestoringVisitor extends ForwardingVisitor {
  private static final Set<String> SOURCES =
      Set.of(SourceFieldMapper.NAME, SourceFieldMapper.RECOVERY_SOURCE_NAME);

  private final int doc;
  private final SegmentVectors vectors;

  RestoringVisitor(StoredFieldVisitor in, int doc, SegmentVectors vectors) {
    super(in);
    this.doc = doc;
    this.vectors = vectors;
  }

  @Override
  public void binaryField(FieldInfo field, StoredFieldDataInput value) throws IOException {
    if (!SOURCES.contains(field.name)) {
      in.binaryField(field, value);
      return;
    }
    byte[] bytes = new byte[value.length()];
    value.getDataInput().readBytes(bytes, 0, bytes.length);
    binaryField(field, bytes);
  }

  @Override
  public void binaryField(FieldInfo field, byte[] value) throws IOException {
    in.binaryField(field, SOURCES.contains(field.name) ? restored(value) : value);
  }

  private byte[] restored(byte[] stored) throws IOException {
    StoredFieldVisitor reader = in instanceof WholeSource whole ? whole.in : in;
    byte[] one =
        SourcePair.isPair(stored, 0, stored.length)
            ? SourcePair.take(stored, in instanceof WholeSource)
            : stored;
    return MaskedSource.isMasked(one, 0, one.length)
        ? MaskedSource.restore(one, doc, vectors, wanted(reader))
        : one;
  }

  private static WantedFields wanted(StoredFieldVisitor reader) {
    return reader instanceof FieldsVisitor visitor
        ? new WantedFields(visitor.includes(), visitor.codecExcludes())
        : WantedFields.ALL;
  }
}
