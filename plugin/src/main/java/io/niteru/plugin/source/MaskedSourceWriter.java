package io.niteru.plugin.source;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.codecs.StoredFieldsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.StoredFieldDataInput;
import org.apache.lucene.util.Accountable;
import org.apache.lucene.util.BytesRef;

/** Writes stored fields as they come; in merges that is with masked sources still masked. */
final class MaskedSourceWriter extends StoredFieldsWriter {
  private final StoredFieldsWriter in;

  MaskedSourceWriter(StoredFieldsWriter in) {
    this.in = in;
  }

  @Override
  public int merge(MergeState state) throws IOException {
    StoredFieldsReader[] readers = state.storedFieldsReaders;
    for (int i = 0; i < readers.length; i++) {
      if (readers[i] instanceof MaskedSourceReader masked) {
        readers[i] = masked.in();
      }
    }
    return MaskedSourceReader.merging(() -> in.merge(state));
  }

  @Override
  public void startDocument() throws IOException {
    in.startDocument();
  }

  @Override
  public void finishDocument() throws IOException {
    in.finishDocument();
  }

  @Override
  public void writeField(FieldInfo info, int value) throws IOException {
    in.writeField(info, value);
  }

  @Override
  public void writeField(FieldInfo info, long value) throws IOException {
    in.writeField(info, value);
  }

  @Override
  public void writeField(FieldInfo info, float value) throws IOException {
    in.writeField(info, value);
  }

  @Override
  public void writeField(FieldInfo info, double value) throws IOException {
    in.writeField(info, value);
  }

  @Override
  public void writeField(FieldInfo info, StoredFieldDataInput value) throws IOException {
    in.writeField(info, value);
  }

  @Override
  public void writeField(FieldInfo info, BytesRef value) throws IOException {
    in.writeField(info, value);
  }

  @Override
  public void writeField(FieldInfo info, String value) throws IOException {
    in.writeField(info, value);
  }

  @Override
  public void finish(int numDocs) throws IOException {
    in.finish(numDocs);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  @Override
  public long ramBytesUsed() {
    return in.ramBytesUsed();
  }

  @Override
  public Collection<Accountable> getChildResources() {
    return in.getChildResources();
  }
}
