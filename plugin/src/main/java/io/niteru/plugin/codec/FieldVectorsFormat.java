package io.niteru.plugin.codec;

import io.niteru.core.codec.NiteruFlatVectorsFormat;
import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.plugin.mapper.KnnVectorFieldType;
import io.niteru.plugin.mapper.VectorConfig;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.MapperService;

/** Writes each field's vectors as its mapping says: without a graph, or with which one. */
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
    if (!(type instanceof KnnVectorFieldType vectors)) {
      return new NiteruVectorsFormat();
    }
    VectorConfig config = vectors.config();
    return config.approximate()
        ? new NiteruVectorsFormat(config.m(), config.efConstruction())
        : new NiteruFlatVectorsFormat();
  }
}
