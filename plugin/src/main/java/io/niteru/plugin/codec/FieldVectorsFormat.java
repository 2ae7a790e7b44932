package io.niteru.plugin.codec;

import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.plugin.mapper.KnnVectorFieldType;
import io.niteru.plugin.metrics.Counters;
import io.niteru.plugin.settings.IndexKnnSettings;
import io.niteru.plugin.settings.LiveSettings;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.MapperService;

/**
 * Writes each field's vectors with the {@code M} and {@code efConstruction} of its mapping, and
 * otherwise as the settings say when a segment is begun.
 */
final class FieldVectorsFormat extends PerFieldKnnVectorsFormat {
  private final MapperService mappings;
  private final LiveSettings settings;
  private final Counters counters;

  /**
   * @param mappings where fields are looked up
   * @param settings of the node
   * @param counters of the node
   */
  FieldVectorsFormat(MapperService mappings, LiveSettings settings, Counters counters) {
    this.mappings = mappings;
    this.settings = settings;
    this.counters = counters;
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    MappedFieldType type = mappings.fieldType(field);
    int m = NiteruVectorsFormat.DEFAULT_M;
    int efConstruction = NiteruVectorsFormat.DEFAULT_EF_CONSTRUCTION;
    if (type instanceof KnnVectorFieldType vectors) {
      m = vectors.config().m();
      efConstruction = vectors.config().efConstruction();
    }
    return new CountedVectorsFormat(
        new NiteruVectorsFormat(m, efConstruction, settings.indexThreads(), minGraphSize()),
        counters);
  }

  private int minGraphSize() {
    int threshold = mappings.getIndexSettings().getValue(IndexKnnSettings.APPROXIMATE_THRESHOLD);
    return switch (threshold) {
      case -1 -> Integer.MAX_VALUE;
      case 0 -> NiteruVectorsFormat.MIN_GRAPH_SIZE;
      default -> threshold;
    };
  }
}
