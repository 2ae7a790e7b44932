package io.niteru.plugin.values;

import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.Numbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.util.List;
import org.opensearch.index.fielddata.ScriptDocValues;

/**
 * What scripts see as {@code doc['field']}: {@code value}, an array of floats, or of bytes for
 * other types of vectors, and {@code size()}, 1 or 0. For one thread.
 */
public final class VectorDocValues extends ScriptDocValues<Object> {
  private final String field;
  private final DataType type;
  private final FieldVectors vectors;
  private boolean present;
  private List<?> query;
  private float[] target;
  private byte[] targetBytes;

  VectorDocValues(String field, DataType type, FieldVectors vectors) {
    this.field = field;
    this.type = type;
    this.vectors = vectors;
  }

  /** What the field's vectors are made of. */
  public DataType type() {
    return type;
  }

  @Override
  public void setNextDocId(int doc) throws IOException {
    present = vectors.advanceExact(doc);
  }

  /**
   * A copy of the document's vector.
   *
   * @throws IllegalArgumentException if it has none
   */
  public Object getValue() {
    return switch (vector()) {
      case float[] floats -> floats.clone();
      case byte[] bytes -> bytes.clone();
      case Object other -> throw new IllegalStateException(other.toString());
    };
  }

  /**
   * The document's vector itself, {@code float[]} or {@code byte[]}, valid until the next document.
   *
   * @throws IllegalArgumentException if it has none
   */
  public Object vector() {
    if (!present) {
      throw new IllegalArgumentException(
          "One of the document doesn't have a value for field '"
              + field
              + "'. This can be avoided by checking if a document has a value for the field or not"
              + " by doc['"
              + field
              + "'].size() == 0 ? 0 : {your script}");
    }
    try {
      return vectors.vector();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A query's numbers, to be compared with the document's vector. Unpacked once for all documents
   * of a segment that are compared with the same list.
   *
   * @throws IllegalArgumentException if they are not as many as the vector has, or no numbers
   */
  public float[] target(List<?> numbers) {
    if (numbers != query) {
      target = Numbers.floats(numbers);
      targetBytes = type.bytes() ? type.toBytes(target) : null;
      query = numbers;
    }
    int length = Array.getLength(vector());
    if (target.length != length) {
      throw new IllegalArgumentException(
          "query vector dimension mismatch. Expected: " + length + ", Given: " + target.length);
    }
    return target;
  }

  /** The same as bytes, for types that are kept so. */
  public byte[] targetBytes(List<?> numbers) {
    target(numbers);
    return targetBytes;
  }

  @Override
  public Object get(int index) {
    return getValue();
  }

  @Override
  public int size() {
    return present ? 1 : 0;
  }
}
