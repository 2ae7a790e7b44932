package io.niteru.plugin.scheduling;

import java.util.List;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.common.settings.Settings;

/**
 * Which policies are in force on this node, as the cluster's settings say at the moment; all are
 * dynamic and on by default. Safe for all threads. One a node.
 */
public final class SchedulingSettings {
  /** {@link MergeQueue}. */
  static final Setting<Boolean> MERGE_QUEUE = policy("knn.merge_queue.enabled");

  /** {@link SearchPriority}. */
  static final Setting<Boolean> SEARCH_PRIORITY = policy("knn.search_priority.enabled");

  /** {@link IdleMerges}; {@code index.knn.merge_when_idle} is the same for one index. */
  static final Setting<Boolean> IDLE_MERGE = policy("knn.idle_merge.enabled");

  /** {@link NewIndexDefaults}. */
  static final Setting<Boolean> INDEX_DEFAULTS = policy("knn.new_index_defaults.enabled");

  private volatile boolean mergeQueue;
  private volatile boolean searchPriority;
  private volatile boolean idleMerge;
  private volatile boolean indexDefaults;

  /** What a node starts with. */
  SchedulingSettings(Settings node) {
    mergeQueue = MERGE_QUEUE.get(node);
    searchPriority = SEARCH_PRIORITY.get(node);
    idleMerge = IDLE_MERGE.get(node);
    indexDefaults = INDEX_DEFAULTS.get(node);
  }

  /** Follows the cluster's settings from now on. */
  void follow(ClusterSettings cluster) {
    cluster.addSettingsUpdateConsumer(MERGE_QUEUE, v -> mergeQueue = v);
    cluster.addSettingsUpdateConsumer(SEARCH_PRIORITY, v -> searchPriority = v);
    cluster.addSettingsUpdateConsumer(IDLE_MERGE, v -> idleMerge = v);
    cluster.addSettingsUpdateConsumer(INDEX_DEFAULTS, v -> indexDefaults = v);
  }

  private static Setting<Boolean> policy(String key) {
    return Setting.boolSetting(key, true, Property.NodeScope, Property.Dynamic);
  }

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(MERGE_QUEUE, SEARCH_PRIORITY, IDLE_MERGE, INDEX_DEFAULTS);
  }

  boolean mergeQueue() {
    return mergeQueue;
  }

  boolean searchPriority() {
    return searchPriority;
  }

  boolean idleMerge() {
    return idleMerge;
  }

  boolean indexDefaults() {
    return indexDefaults;
  }
}
