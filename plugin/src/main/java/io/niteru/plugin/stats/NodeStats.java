package io.niteru.plugin.stats;

import io.niteru.plugin.memory.IndexMemory;
import io.niteru.plugin.memory.NodeMemory;
import io.niteru.plugin.metrics.Counter;
import io.niteru.plugin.metrics.Counters;
import io.niteru.plugin.settings.LiveSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.opensearch.common.inject.Inject;

/**
 * The stats of this node under the names both dialects know. Names of what Niteru does not have, a
 * cache of its own, models, remote builds, stand for zero. Safe for all threads.
 */
public final class NodeStats {
  private static final List<String> MEMORY =
      List.of(
          "graph_memory_usage",
          "graph_memory_usage_percentage",
          "cache_capacity_reached",
          "indices_in_cache");
  private static final List<Counter> COUNTED =
      Stream.of(Counter.values()).filter(c -> c.compareTo(Counter.REFRESH_TOTAL) < 0).toList();

  /** All names, and what is constant of the values. */
  private static final Map<String, Object> CONSTANT = constant();

  private final Counters counters;
  private final NodeMemory memory;
  private final LiveSettings settings;

  /** Of the node these belong to. */
  @Inject
  public NodeStats(Counters counters, NodeMemory memory, LiveSettings settings) {
    this.counters = counters;
    this.memory = memory;
    this.settings = settings;
  }

  /** The names of all of them. */
  static Set<String> names() {
    return CONSTANT.keySet();
  }

  /** Values of some of them, by name; measures memory only if that is asked for. */
  Map<String, Object> read(Set<String> wanted) throws IOException {
    Map<String, Object> stats = new LinkedHashMap<>(CONSTANT);
    COUNTED.forEach(counter -> stats.put(counter.label(), counters.get(counter)));
    stats.put("graph_stats", Map.of("refresh", refresh(), "merge", merge()));
    if (MEMORY.stream().anyMatch(wanted::contains)) {
      putMemory(stats);
    }
    stats.keySet().retainAll(wanted);
    return stats;
  }

  private Map<String, Object> refresh() {
    return Map.of(
        "total", counters.get(Counter.REFRESH_TOTAL),
        "total_time_in_millis", counters.get(Counter.REFRESH_MILLIS));
  }

  private Map<String, Object> merge() {
    return Map.of(
        "current", counters.get(Counter.MERGE_CURRENT),
        "current_docs", counters.get(Counter.MERGE_CURRENT_DOCS),
        "current_size_in_bytes", counters.get(Counter.MERGE_CURRENT_BYTES),
        "total", counters.get(Counter.MERGE_TOTAL),
        "total_time_in_millis", counters.get(Counter.MERGE_MILLIS),
        "total_docs", counters.get(Counter.MERGE_TOTAL_DOCS),
        "total_size_in_bytes", counters.get(Counter.MERGE_TOTAL_BYTES));
  }

  private void putMemory(Map<String, Object> stats) throws IOException {
    Map<String, Object> indices = new LinkedHashMap<>();
    long resident = 0;
    long bytes = 0;
    for (Map.Entry<String, IndexMemory> index : memory.measure().entrySet()) {
      IndexMemory measured = index.getValue();
      resident += measured.residentBytes();
      bytes += measured.bytes();
      Map<String, Object> figures = usage(measured.residentBytes());
      figures.put("graph_count", measured.graphs());
      figures.put("graph_size", kilobytes(measured.bytes()));
      figures.put("segment_count", measured.segments());
      figures.put("vector_count", measured.vectors());
      indices.put(index.getKey(), figures);
    }
    stats.putAll(usage(resident));
    stats.put("cache_capacity_reached", settings.exceeds(bytes));
    stats.put("indices_in_cache", indices);
  }

  private Map<String, Object> usage(long bytes) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("graph_memory_usage", kilobytes(bytes));
    long limit = settings.limit().getBytes();
    usage.put("graph_memory_usage_percentage", limit == 0 ? 0f : 100f * bytes / limit);
    return usage;
  }

  private static long kilobytes(long bytes) {
    return (bytes + 1023) / 1024;
  }

  private static Map<String, Object> constant() {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("hit_count", 0L);
    stats.put("miss_count", 0L);
    COUNTED.forEach(counter -> stats.put(counter.label(), 0L));
    MEMORY.forEach(name -> stats.put(name, 0L));
    for (String engine : List.of("faiss", "nmslib", "lucene")) {
      stats.put(engine + "_initialized", true);
    }
    stats.put("indexing_from_model_degraded", false);
    stats.put("training_requests", 0L);
    stats.put("training_errors", 0L);
    stats.put("training_memory_usage", 0L);
    stats.put("training_memory_usage_percentage", 0f);
    stats.put("graph_stats", Map.of());
    stats.put("remote_vector_index_build_stats", RemoteBuilds.STATS);
    return stats;
  }
}
