package io.niteru.plugin.codec;

import io.niteru.core.codec.NiteruFlatVectorsFormat;
import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.plugin.mapper.KnnVectorFieldType;
import io.niteru.plugin.mapper.VectorConfig;
import io.niteru.plugin.source.OpenSegments;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.MapperService;

/** Writes each field's vectors as its mapping says: without a graph, or with which one. */
final class FieldVectorsFormat extends PerFieldKnnVectorsFormat {
  private final MapperService mappings;
  private final OpenSegments segments;

  /**
   * @param mappings where fields are looked up, or null to read only
   * @param segments is told of the segments whose vectors are opened
   */
  FieldVectorsFormat(MapperService mappings, OpenSegments segments) {
    this.mappings = mappings;
    this.segments = segments;
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    KnnVectorsReader reader = super.fieldsReader(state);
    segments.opened(state.fieldInfos, reader);
    return reader;
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
