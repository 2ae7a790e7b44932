package io.niteru.plugin.mapper;

import io.niteru.plugin.space.DataType;
import io.niteru.plugin.values.FieldVectors;
import io.niteru.plugin.values.VectorFormat;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.opensearch.index.mapper.DerivedFieldGenerator;
import org.opensearch.index.mapper.FieldValueFetcher;
import org.opensearch.index.mapper.FieldValueType;
import org.opensearch.index.mapper.MappedFieldType;

/**
 * Vectors as arrays of numbers, for a {@code _source} that the engine makes of a document's fields
 * rather than store it: in an index with {@code index.derived_source.enabled}.
 */
final class SourceVectors extends FieldValueFetcher {
  private final String field;
  private final DataType type;

  private SourceVectors(String simpleName, String field, DataType type) {
    super(simpleName);
    this.field = field;
    this.type = type;
  }

  /** What gives back the vectors of a field. */
  static DerivedFieldGenerator generator(String simpleName, KnnVectorFieldType type) {
    return new VectorGenerator(
        type, new SourceVectors(simpleName, type.name(), type.config().dataType()));
  }

  @Override
  public List<Object> fetch(LeafReader reader, int doc) throws IOException {
    FieldVectors vectors = FieldVectors.of(reader, field, type);
    return vectors.advanceExact(doc) ? List.of(vectors.vector()) : List.of();
  }

  @Override
  public Object convert(Object vector) {
    return VectorFormat.ARRAY.print(vector);
  }

  /** Vectors are read from their own file, not from stored fields. */
  private static final class VectorGenerator extends DerivedFieldGenerator {
    VectorGenerator(MappedFieldType type, FieldValueFetcher vectors) {
      super(type, vectors, null);
    }

    @Override
    public FieldValueType getDerivedFieldPreference() {
      return FieldValueType.DOC_VALUES;
    }
  }
}
