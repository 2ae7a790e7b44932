package io.niteru.plugin.settings;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opensearch.common.settings.Setting;
import org.opensearch.index.engine.EngineConfig;

/**
 * Refuses {@code index.knn} together with a codec whose segments Niteru's could not read back, when
 * the index is created rather than when its shards fail.
 */
final class StandardCodec implements Setting.Validator<Boolean> {
  private static final Set<String> CODECS =
      Set.of("default", "lz4", "best_compression", "zlib", "lucene_default");

  @Override
  public void validate(Boolean knn) {}

  @Override
  public void validate(Boolean knn, Map<Setting<?>, Object> settings) {
    Object codec = settings.get(EngineConfig.INDEX_CODEC_SETTING);
    if (knn && !CODECS.contains(codec)) {
      throw new IllegalArgumentException(
          "[index.codec: "
              + codec
              + "] cannot be combined with [index.knn: true]; use one of "
              + CODECS);
    }
  }

  @Override
  public Iterator<Setting<?>> settings() {
    return List.<Setting<?>>of(EngineConfig.INDEX_CODEC_SETTING).iterator();
  }
}
