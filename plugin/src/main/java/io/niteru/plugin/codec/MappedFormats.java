package io.niteru.plugin.codec;

import io.niteru.core.codec.GraphSettings;
import io.niteru.core.codec.NiteruFlatVectorsFormat;
import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.plugin.mapper.KnnVectorFieldType;
import io.niteru.plugin.mapper.VectorConfig;
import io.niteru.plugin.metrics.Counters;
import io.niteru.plugin.scheduling.Scheduling;
import io.niteru.plugin.settings.IndexKnnSettings;
import io.niteru.plugin.settings.LiveSettings;
import java.util.function.Function;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.MapperService;

/**
 * The format of each field as its mapping says, without a graph or with which one, and otherwise as
 * the settings say when a segment is begun.
 *
 * @param mappings where fields are looked up
 * @param settings of the node
 * @param counters of the node
 * @param scheduling of the node
 */
record MappedFormats(
    MapperService mappings, LiveSettings settings, Counters counters, Scheduling scheduling)
    implements Function<String, KnnVectorsFormat> {
  @Override
  public KnnVectorsFormat apply(String field) {
    MappedFieldType type = mappings.fieldType(field);
    KnnVectorsFormat format =
        type instanceof KnnVectorFieldType vectors
            ? format(vectors.config())
            : new NiteruVectorsFormat();
    return new CountedVectorsFormat(format, counters);
  }

  private KnnVectorsFormat format(VectorConfig config) {
    return config.approximate()
        ? new NiteruVectorsFormat(
            new GraphSettings(config.m(), config.efConstruction(), minGraphSize()),
            settings.indexThreads(),
            scheduling.mergeExecutor(),
            scheduling.mergeControl())
        : new NiteruFlatVectorsFormat();
  }

  private int minGraphSize() {
    int threshold = mappings.getIndexSettings().getValue(IndexKnnSettings.APPROXIMATE_THRESHOLD);
    return switch (threshold) {
      case -1 -> Integer.MAX_VALUE;
      case 0 -> GraphSettings.DEFAULT_MIN_SIZE;
      default -> threshold;
    };
  }
}
