package io.niteru.plugin.settings;

import java.util.HashMap;
import java.util.Map;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.unit.ByteSizeValue;

/**
 * The cluster settings that steer this node, as they are at the moment. Safe for all threads. One a
 * node.
 */
public final class LiveSettings {
  private final String tier;
  private volatile boolean enabled;
  private volatile int indexThreads;
  private volatile boolean breakerEnabled;
  private volatile boolean triggered;
  private volatile boolean checkEnabled;
  private volatile ByteSizeValue checkRate;
  private volatile ByteSizeValue limit;
  private volatile Map<String, ByteSizeValue> tierLimits;

  /**
   * What a node starts with.
   *
   * @param node the settings it was started with
   */
  public LiveSettings(Settings node) {
    tier = node.get("node.attr." + ClusterKnnSettings.TIER_ATTRIBUTE);
    enabled = ClusterKnnSettings.ENABLED.get(node);
    indexThreads = ClusterKnnSettings.INDEX_THREADS.get(node);
    breakerEnabled = ClusterKnnSettings.BREAKER_ENABLED.get(node);
    triggered = ClusterKnnSettings.TRIGGERED.get(node);
    checkEnabled = ClusterKnnSettings.CHECK_ENABLED.get(node);
    checkRate = ClusterKnnSettings.CHECK_RATE.get(node);
    limit = ClusterKnnSettings.LIMIT.get(node);
    tierLimits = ClusterKnnSettings.TIER_LIMIT.getAsMap(node);
  }

  /** Follows the cluster's settings from now on. */
  public void follow(ClusterSettings cluster) {
    cluster.addSettingsUpdateConsumer(ClusterKnnSettings.ENABLED, v -> enabled = v);
    cluster.addSettingsUpdateConsumer(ClusterKnnSettings.INDEX_THREADS, v -> indexThreads = v);
    cluster.addSettingsUpdateConsumer(ClusterKnnSettings.BREAKER_ENABLED, v -> breakerEnabled = v);
    cluster.addSettingsUpdateConsumer(ClusterKnnSettings.TRIGGERED, v -> triggered = v);
    cluster.addSettingsUpdateConsumer(ClusterKnnSettings.CHECK_ENABLED, v -> checkEnabled = v);
    cluster.addSettingsUpdateConsumer(ClusterKnnSettings.CHECK_RATE, v -> checkRate = v);
    cluster.addSettingsUpdateConsumer(ClusterKnnSettings.LIMIT, v -> limit = v);
    cluster.addAffixMapUpdateConsumer(
        ClusterKnnSettings.TIER_LIMIT, changed -> tierLimits = merged(changed), (key, v) -> {});
  }

  private Map<String, ByteSizeValue> merged(Map<String, ByteSizeValue> changed) {
    Map<String, ByteSizeValue> all = new HashMap<>(tierLimits);
    all.putAll(changed);
    return Map.copyOf(all);
  }

  /** Threads each merge builds graphs with. */
  public int indexThreads() {
    return indexThreads;
  }

  /** Memory that codes and graphs are meant to stay within. */
  public ByteSizeValue limit() {
    return tier == null ? limit : tierLimits.getOrDefault(tier, limit);
  }

  /** Whether so many bytes are more than they are meant to be. */
  public boolean exceeds(long bytes) {
    return breakerEnabled && bytes > limit().getBytes();
  }

  /** Bytes of files to compare with their checksums in a second; 0 for none. */
  public long checkedBytesPerSecond() {
    return checkEnabled ? checkRate.getBytes() : 0;
  }

  /** Whether vectors are refused. */
  public boolean triggered() {
    return triggered;
  }

  /** Whether {@link #requireWritable} would throw. */
  public boolean refusesVectors() {
    return triggered || !enabled;
  }

  /**
   * Refuses to go on where vectors may neither be indexed nor searched.
   *
   * @throws IllegalArgumentException if {@code knn.plugin.enabled} is false
   */
  public void requireEnabled() {
    if (!enabled) {
      throw new IllegalArgumentException(
          "KNN plugin is disabled. To enable update "
              + ClusterKnnSettings.ENABLED.getKey()
              + " to true");
    }
  }

  /**
   * Refuses to go on where vectors may not be indexed.
   *
   * @throws IllegalArgumentException if {@code knn.plugin.enabled} is false or {@code
   *     knn.circuit_breaker.triggered} is true
   */
  public void requireWritable() {
    requireEnabled();
    if (triggered) {
      throw new IllegalArgumentException(
          "Parsing the created knn vector fields prior to indexing has failed as the circuit"
              + " breaker triggered.  This indicates that the cluster is low on memory resources"
              + " and cannot index more documents at the moment. Check _plugins/_knn/stats for the"
              + " circuit breaker status, and set "
              + ClusterKnnSettings.TRIGGERED.getKey()
              + " to false to go on.");
    }
  }
}
