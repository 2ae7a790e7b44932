package io.niteru.plugin.settings;

import java.util.List;
import org.opensearch.common.settings.SecureSetting;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.unit.TimeValue;

/**
 * The cluster settings of both dialects. They steer native caches and services that Niteru does not
 * have; they are accepted, checked for their type, and have no effect.
 */
public final class ClusterKnnSettings {
  private ClusterKnnSettings() {}

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(
        bool("knn.plugin.enabled", true),
        integer("knn.algo_param.index_thread_qty", 1, 1, 32),
        bool("knn.memory.circuit_breaker.enabled", true),
        memory("knn.memory.circuit_breaker.limit", "50%"),
        Setting.prefixKeySetting("knn.memory.circuit_breaker.limit.", k -> memory(k, "50%")),
        bool("knn.circuit_breaker.triggered", false),
        Setting.doubleSetting(
            "knn.circuit_breaker.unset.percentage",
            75,
            0,
            100,
            Property.NodeScope,
            Property.Dynamic),
        bool("knn.cache.item.expiry.enabled", false),
        time("knn.cache.item.expiry.minutes", TimeValue.timeValueHours(3)),
        integer("knn.model.index.number_of_shards", 1, 1, 1_024),
        integer("knn.model.index.number_of_replicas", 1, 0, 1_024),
        memory("knn.model.cache.size.limit", "10%"),
        memory("knn.quantization.cache.size.limit", "5%"),
        time("knn.quantization.cache.expiry.minutes", TimeValue.timeValueMinutes(60)),
        memory("knn.vector_streaming_memory.limit", "1%"),
        bool("knn.faiss.avx2.disabled", false),
        bool("knn.faiss.avx512.disabled", false),
        bool("knn.faiss.avx512_spr.disabled", false),
        bool("knn.remote_index_build.enabled", false),
        text("knn.remote_index_build.repository"),
        memory("knn.remote_index_build.size.max", "0"),
        text("knn.remote_index_build.service.endpoint"),
        SecureSetting.secureString("knn.remote_index_build.service.username", null),
        SecureSetting.secureString("knn.remote_index_build.service.password", null),
        time("knn.remote_index_build.poll.interval", TimeValue.timeValueSeconds(5)),
        time("knn.remote_index_build.client.timeout", TimeValue.timeValueMinutes(60)));
  }

  private static Setting<Boolean> bool(String key, boolean value) {
    return Setting.boolSetting(key, value, Property.NodeScope, Property.Dynamic);
  }

  private static Setting<Integer> integer(String key, int value, int min, int max) {
    return Setting.intSetting(key, value, min, max, Property.NodeScope, Property.Dynamic);
  }

  private static Setting<?> memory(String key, String value) {
    return Setting.memorySizeSetting(key, value, Property.NodeScope, Property.Dynamic);
  }

  private static Setting<TimeValue> time(String key, TimeValue value) {
    return Setting.timeSetting(key, value, Property.NodeScope, Property.Dynamic);
  }

  private static Setting<String> text(String key) {
    return Setting.simpleString(key, Property.NodeScope, Property.Dynamic);
  }
}
