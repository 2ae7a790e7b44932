package io.niteru.plugin.codec;

import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.plugin.mapper.KnnVectorFieldType;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.MapperService;

/** Writes each field's vectors with the {@code M} and {@code efConstruction} of its mapping. */
final class FieldVectorsFormat extends PerFieldKnnVectorsFormat {
  private final MapperService mappings;

  /**
   * @param mappings where fields are looked up, or null to read only
   */
  FieldVectorsFormat(MapperService mappings) {
    this.mappings = mappings;
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    MappedFieldType type = mappings == null ? null : mappings.fieldType(field);
    if (type instanceof KnnVectorFieldType vectors) {
      return new NiteruVectorsFormat(vectors.config().m(), vectors.config().efConstruction());
    }
    return new NiteruVectorsFormat();
  }
}
