package io.niteru.plugin.source;

import java.io.IOException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.StoredFieldVisitor;

/** Hands a document's stored fields on. */
abstract class ForwardingVisitor extends StoredFieldVisitor {
  final StoredFieldVisitor in;

  ForwardingVisitor(StoredFieldVisitor in) {
    this.in = in;
  }

  @Override
  public Status needsField(FieldInfo field) throws IOException {
    return in.needsField(field);
  }

  @Override
  public void binaryField(FieldInfo field, byte[] value) throws IOException {
    in.binaryField(field, value);
  }

  @Override
  public void stringField(FieldInfo field, String value) throws IOException {
    in.stringField(field, value);
  }

  @Override
  public void intField(FieldInfo field, int value) throws IOException {
    in.intField(field, value);
  }

  @Override
  public void longField(FieldInfo field, long value) throws IOException {
    in.longField(field, value);
  }

  @Override
  public void floatField(FieldInfo field, float value) throws IOException {
    in.floatField(field, value);
  }

  @Override
  public void doubleField(FieldInfo field, double value) throws IOException {
    in.doubleField(field, value);
  }
}
