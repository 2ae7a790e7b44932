package io.niteru.plugin.codec;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.opensearch.index.codec.CodecService;
import org.opensearch.index.codec.CodecServiceConfig;
import org.opensearch.index.mapper.MapperService;

/** Gives an index with {@code index.knn} its codec, around the one its settings name. */
public final class NiteruCodecService extends CodecService {
  private final MapperService mappings;

  /** The service of one shard. */
  public NiteruCodecService(CodecServiceConfig config) {
    super(
        config.getMapperService(),
        config.getIndexSettings(),
        config.getLogger(),
        config.getAdditionalCodecs());
    this.mappings = config.getMapperService();
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
    return new NiteruCodec(codec, mappings);
  }
}
