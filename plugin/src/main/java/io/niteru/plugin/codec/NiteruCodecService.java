package io.niteru.plugin.codec;

import io.niteru.plugin.metrics.Counters;
import io.niteru.plugin.scheduling.Scheduling;
import io.niteru.plugin.settings.LiveSettings;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.opensearch.index.codec.CodecService;
import org.opensearch.index.codec.CodecServiceConfig;

/** Gives an index with {@code index.knn} its codec, around the one its settings name. */
public final class NiteruCodecService extends CodecService {
  private final MappedFormats formats;

  /**
   * The service of one shard.
   *
   * @param config the shard's
   * @param settings of the node
   * @param counters of the node
   * @param scheduling of the node
   */
  public NiteruCodecService(
      CodecServiceConfig config, LiveSettings settings, Counters counters, Scheduling scheduling) {
    super(
        config.getMapperService(),
        config.getIndexSettings(),
        config.getLogger(),
        config.getAdditionalCodecs());
    this.formats = new MappedFormats(config.getMapperService(), settings, counters, scheduling);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if segments of that codec could not be read back as Niteru's
   */
  @Override
  public Codec codec(String name) {
    Codec codec = super.codec(name);
    if (!(codec instanceof Lucene104Codec)) {
      throw new IllegalArgumentException(
          "[index.codec: "
              + name
              + "] and star-tree fields cannot be combined with [index.knn: true]; use ["
              + DEFAULT_CODEC
              + "] or ["
              + BEST_COMPRESSION_CODEC
              + "]");
    }
    return new NiteruCodec(codec, formats);
  }
}
