package io.niteru.plugin.source;

import java.io.IOException;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.index.StoredFieldVisitor;

/** Reads stored fields and puts vectors back into {@code _source}, but not while merging. */
final class MaskedSourceReader extends StoredFieldsReader {
  /**
   * Bound while this thread merges stored fields. A merge may wrap this reader (to drop recovery
   * sources, to sort), where nothing else would reach it.
   */
  private static final ScopedValue<Boolean> MERGING = ScopedValue.newInstance();

  private final StoredFieldsReader in;
  private final SegmentVectors vectors;

  MaskedSourceReader(StoredFieldsReader in, SegmentVectors vectors) {
    this.in = in;
    this.vectors = vectors;
  }

  /** Runs a merge during which readers leave masked sources as they are. */
  static int merging(ScopedValue.CallableOp<Integer, IOException> merge) throws IOException {
    return ScopedValue.where(MERGING, true).call(merge);
  }

  /** The reader of the files; merges recognise it and copy whole blocks. */
  StoredFieldsReader in() {
    return in;
  }

  @Override
  public void document(int doc, StoredFieldVisitor visitor) throws IOException {
    in.document(doc, MERGING.isBound() ? visitor : new RestoringVisitor(visitor, doc, vectors));
  }

  @Override
  public void prefetch(int doc) throws IOException {
    in.prefetch(doc);
  }

  @Override
  public StoredFieldsReader clone() {
    return new MaskedSourceReader(in.clone(), vectors);
  }

  @Override
  public StoredFieldsReader getMergeInstance() {
    return new MaskedSourceReader(in.getMergeInstance(), vectors);
  }

  @Override
  public void checkIntegrity() throws IOException {
    in.checkIntegrity();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
