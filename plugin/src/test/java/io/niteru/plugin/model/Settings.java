package io.niteru.plugin.model;

import java.util.List;
import java.util.Map;

/** Chooses settings of indexes and of the node. For one thread. */
final class Settings {
  /** Values of dynamic settings that must not change any answer. */
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "index.refresh_interval",
          List.of("\"-1\"", "\"100ms\"", "\"1s\"", "null"),
          "index.knn.merge_when_idle",
          List.of("true", "true", "false"),
          "index.knn.algo_param.ef_search",
          List.of("2", "10", "100", "10000"),
          "index.knn.algo_param.recall",
          List.of("0", "0.5", "0.99"),
          "index.merge.policy.segments_per_tier",
          List.of("2", "10"),
          "index.merge.policy.max_merged_segment",
          List.of("\"2kb\"", "\"5gb\""),
          "index.merge_on_flush.enabled",
          List.of("true", "false"),
          "index.translog.flush_threshold_size",
          List.of("\"512b\"", "\"512mb\""),
          "index.knn.memory_optimized_search",
          List.of("true", "false"));

  private static final List<String> KEYS = VALUES.keySet().stream().sorted().toList();

  private final Generator generator;

  Settings(Generator generator) {
    this.generator = generator;
  }

  /** Those an index is created with. */
  String creation(Shape shape, int shards) {
    String graphs = graphSize(shape);
    return "\"index.number_of_shards\":%d,\"index.knn.advanced.approximate_threshold\":%s"
            .formatted(shards, graphs)
        + (generator.chance(.3) ? ",\"index.knn.derived_source.enabled\":false" : "")
        + (shape.paths().isEmpty() && generator.chance(.3)
            ? ",\"index.sort.field\":\"n\",\"index.sort.order\":\"desc\""
            : "");
  }

  /** A change of an index's. */
  Operation change(IndexModel index) {
    if (generator.chance(.4) || !generator.has(Feature.SETTINGS)) {
      return new IndexOperations.Set(
          index, "index.knn.advanced.approximate_threshold", graphSize(index.shape()));
    }
    String key = generator.oneOf(KEYS);
    return new IndexOperations.Set(index, key, generator.oneOf(VALUES.get(key)));
  }

  /** Another number of vectors from which on a segment gets a graph. */
  Operation graphSize(IndexModel index, int size) {
    return new IndexOperations.Set(
        index, "index.knn.advanced.approximate_threshold", String.valueOf(size));
  }

  /** A change of the node's. */
  Operation ofNode() {
    return new NodeOperations.Set(
        "knn.algo_param.index_thread_qty", generator.oneOf(List.of("1", "2", "3")));
  }

  /** Vectors a segment must have to get a graph: often about as many as there are. */
  private String graphSize(Shape shape) {
    if (!generator.has(Feature.GRAPHS)) {
      return "-1";
    }
    int all = shape.documents();
    int some = 1 + generator.random().nextInt(all);
    return String.valueOf(generator.oneOf(List.of(-1, 0, 1, 1, all / 10, all / 2, some, some)));
  }
}
