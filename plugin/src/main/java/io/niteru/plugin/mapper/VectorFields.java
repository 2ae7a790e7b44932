package io.niteru.plugin.mapper;

import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.VectorBytes;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.opensearch.index.mapper.ParseContext;

/** Makes Lucene's fields of vectors, and vectors of these again. Immutable. */
final class VectorFields {
  private final String name;
  private final VectorConfig config;
  private final boolean stored;
  private final FieldType type;

  VectorFields(String name, VectorConfig config, boolean stored) {
    this.name = name;
    this.config = config;
    this.stored = stored;
    VectorSimilarityFunction known = config.space().similarity();
    // Compared one by one, by ourselves, where Lucene does not know the space.
    VectorSimilarityFunction similarity =
        known == null ? VectorSimilarityFunction.EUCLIDEAN : known;
    this.type =
        config.dataType().bytes()
            ? KnnByteVectorField.createFieldType(config.length(), similarity)
            : KnnFloatVectorField.createFieldType(config.length(), similarity);
  }

  void add(float[] vector, ParseContext.Document document) {
    byte[] bytes = config.dataType().bytes() ? config.dataType().toBytes(vector) : null;
    document.add(field(vector, bytes));
    if (stored) {
      document.add(new StoredField(name, bytes == null ? VectorBytes.of(vector) : bytes));
    }
  }

  private Field field(float[] vector, byte[] bytes) {
    if (!config.searchable()) {
      return new BinaryDocValuesField(
          name, new BytesRef(bytes == null ? VectorBytes.of(vector) : bytes));
    }
    return bytes == null
        ? new KnnFloatVectorField(name, vector, type)
        : new KnnByteVectorField(name, bytes, type);
  }

  /** The vector of a field that another of this class has made, or null if there is none. */
  static float[] vector(IndexableField field, DataType type) {
    return switch (field) {
      case KnnFloatVectorField floats -> floats.vectorValue();
      case KnnByteVectorField bytes -> DataType.toFloats(bytes.vectorValue());
      case BinaryDocValuesField values when type.bytes() ->
          DataType.toFloats(VectorBytes.bytes(values.binaryValue()));
      case BinaryDocValuesField values -> VectorBytes.floats(values.binaryValue());
      case null, default -> null;
    };
  }
}
