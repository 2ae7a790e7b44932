package io.niteru.plugin.settings;

import java.util.List;
import org.opensearch.common.settings.SecureSetting;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.AffixSetting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.common.unit.ByteSizeUnit;
import org.opensearch.core.common.unit.ByteSizeValue;
import org.opensearch.monitor.jvm.JvmInfo;

/**
 * The cluster settings of both dialects. Those with a name here mean something, see {@link
 * LiveSettings}. The others steer native caches and services that Niteru does not have; they are
 * accepted, checked for their type and range, and have no effect.
 */
public final class ClusterKnnSettings {
  /** Whether vectors may be indexed and searched. */
  public static final Setting<Boolean> ENABLED = bool("knn.plugin.enabled", true);

  /** The most threads that a merge may be told to build a graph with. */
  public static final int MOST_INDEX_THREADS = 32;

  /** Threads each merge builds graphs with: as many as there are processors, unless told. */
  public static final Setting<Integer> INDEX_THREADS =
      integer(
          "knn.algo_param.index_thread_qty",
          Math.min(Runtime.getRuntime().availableProcessors(), MOST_INDEX_THREADS),
          1,
          MOST_INDEX_THREADS);

  /** Whether memory is held against a limit. */
  public static final Setting<Boolean> BREAKER_ENABLED =
      bool("knn.memory.circuit_breaker.enabled", true);

  /** Memory for codes and graphs; percentages are of the memory that the heap leaves. */
  public static final Setting<ByteSizeValue> LIMIT =
      nativeMemory("knn.memory.circuit_breaker.limit");

  /** The same for nodes with the attribute {@value #TIER_ATTRIBUTE}, by its value. */
  public static final AffixSetting<ByteSizeValue> TIER_LIMIT =
      Setting.prefixKeySetting(
          "knn.memory.circuit_breaker.limit.", ClusterKnnSettings::nativeMemory);

  /** The node attribute that names a tier. */
  public static final String TIER_ATTRIBUTE = "knn_cb_tier";

  /** Whether to refuse vectors, by hand: files that are mapped need no such protection. */
  public static final Setting<Boolean> TRIGGERED = bool("knn.circuit_breaker.triggered", false);

  /** Whether files of vectors are compared with their checksums after a shard is opened. */
  public static final Setting<Boolean> CHECK_ENABLED = bool("knn.file_check.enabled", true);

  /** How much of them is read in a second. */
  public static final Setting<ByteSizeValue> CHECK_RATE =
      Setting.byteSizeSetting(
          "knn.file_check.max_bytes_per_sec",
          new ByteSizeValue(20, ByteSizeUnit.MB),
          new ByteSizeValue(1, ByteSizeUnit.KB),
          new ByteSizeValue(10, ByteSizeUnit.GB),
          Property.NodeScope,
          Property.Dynamic);

  private ClusterKnnSettings() {}

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(
        ENABLED,
        INDEX_THREADS,
        BREAKER_ENABLED,
        LIMIT,
        TIER_LIMIT,
        TRIGGERED,
        CHECK_ENABLED,
        CHECK_RATE,
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
        heap("knn.model.cache.size.limit", 10, 25),
        heap("knn.quantization.cache.size.limit", 5, 10),
        time("knn.quantization.cache.expiry.minutes", TimeValue.timeValueMinutes(60)),
        heap("knn.vector_streaming_memory.limit", 1, 100),
        bool("knn.faiss.avx2.disabled", false),
        bool("knn.faiss.avx512.disabled", false),
        bool("knn.faiss.avx512_spr.disabled", false),
        bool("knn.remote_index_build.enabled", false),
        text("knn.remote_index_build.repository"),
        Setting.byteSizeSetting(
            "knn.remote_index_build.size.max",
            new ByteSizeValue(0, ByteSizeUnit.MB),
            Property.NodeScope,
            Property.Dynamic),
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

  private static Setting<ByteSizeValue> nativeMemory(String key) {
    return Setting.nativeMemorySizeSetting(key, "50%", Property.NodeScope, Property.Dynamic);
  }

  private static Setting<ByteSizeValue> heap(String key, int percent, int maxPercent) {
    return new Setting<>(
        key,
        percent + "%",
        new Setting.MemorySizeValueParser(key),
        size -> {
          long max =
              Math.round(JvmInfo.jvmInfo().getMem().getHeapMax().getBytes() * (maxPercent / 100.0));
          if (size.getBytes() > max) {
            throw new IllegalArgumentException(
                "[" + key + "] must not be more than " + maxPercent + "% of the heap, got " + size);
          }
        },
        Property.NodeScope,
        Property.Dynamic);
  }

  private static Setting<TimeValue> time(String key, TimeValue value) {
    return Setting.positiveTimeSetting(key, value, Property.NodeScope, Property.Dynamic);
  }

  private static Setting<String> text(String key) {
    return Setting.simpleString(key, Property.NodeScope, Property.Dynamic);
  }
}
