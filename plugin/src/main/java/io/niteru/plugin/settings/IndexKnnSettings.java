package io.niteru.plugin.settings;

import io.niteru.plugin.space.SpaceType;
import java.util.List;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.core.common.unit.ByteSizeUnit;
import org.opensearch.core.common.unit.ByteSizeValue;

/**
 * The index settings of both dialects. Only those with a name here mean something to Niteru; the
 * others are accepted so that existing code keeps working.
 */
public final class IndexKnnSettings {
  /** The largest recall to ask for; beyond it, exact search is the way. */
  public static final double MAX_RECALL = 0.9999;

  /** Whether {@code knn_vector} fields of the index are searchable. */
  public static final Setting<Boolean> KNN =
      Setting.boolSetting(
          "index.knn",
          false,
          new StandardCodec(),
          Property.IndexScope,
          Property.Final,
          Property.UnmodifiableOnRestore);

  /** {@code M} of fields whose mapping gives none. */
  public static final Setting<Integer> M =
      Setting.intSetting("index.knn.algo_param.m", 16, 2, 512, Property.IndexScope, Property.Final);

  /** {@code efConstruction} of fields whose mapping gives none. */
  public static final Setting<Integer> EF_CONSTRUCTION =
      Setting.intSetting(
          "index.knn.algo_param.ef_construction",
          100,
          2,
          3_200,
          Property.IndexScope,
          Property.Final);

  /** {@code efSearch} of queries that give none. */
  public static final Setting<Integer> EF_SEARCH =
      Setting.intSetting(
          "index.knn.algo_param.ef_search", 100, 2, 10_000, Property.IndexScope, Property.Dynamic);

  /**
   * The recall queries should have that give neither it nor {@code efSearch}; 0 leaves it to {@link
   * #EF_SEARCH}.
   */
  public static final Setting<Double> RECALL =
      Setting.doubleSetting(
          "index.knn.algo_param.recall", 0, 0, MAX_RECALL, Property.IndexScope, Property.Dynamic);

  /** The space of fields whose mapping gives none. */
  public static final Setting<String> SPACE_TYPE =
      Setting.simpleString(
          "index.knn.space_type", "l2", SpaceType::of, Property.IndexScope, Property.Final);

  /** Whether vectors are left out of the stored {@code _source}, which gets them back when read. */
  public static final Setting<Boolean> DERIVED_SOURCE =
      Setting.boolSetting(
          "index.knn.derived_source.enabled",
          true,
          Property.IndexScope,
          Property.Final,
          Property.UnmodifiableOnRestore);

  /**
   * Vectors a merged segment must have to be given a graph, from its next merge on; 0 leaves it to
   * the engine, -1 means never. Other segments are scanned.
   */
  public static final Setting<Integer> APPROXIMATE_THRESHOLD =
      Setting.intSetting(
          "index.knn.advanced.approximate_threshold",
          0,
          -1,
          Integer.MAX_VALUE - 2,
          Property.IndexScope,
          Property.Dynamic);

  /** Whether a shard's segments become one once nobody has written to it for a while. */
  public static final Setting<Boolean> MERGE_WHEN_IDLE =
      Setting.boolSetting("index.knn.merge_when_idle", true, Property.IndexScope, Property.Dynamic);

  private IndexKnnSettings() {}

  /** All of them, for registration. */
  public static List<Setting<?>> all() {
    return List.of(
        KNN,
        M,
        EF_CONSTRUCTION,
        EF_SEARCH,
        RECALL,
        SPACE_TYPE,
        APPROXIMATE_THRESHOLD,
        MERGE_WHEN_IDLE,
        Setting.intSetting(
            "index.knn.advanced.filtered_exact_search_threshold",
            -1,
            -1,
            Property.IndexScope,
            Property.Dynamic),
        DERIVED_SOURCE,
        Setting.boolSetting(
            "index.knn.memory_optimized_search", false, Property.IndexScope, Property.Dynamic),
        Setting.boolSetting(
            "index.knn.disk.vector.shard_level_rescoring_disabled",
            false,
            Property.IndexScope,
            Property.Dynamic),
        Setting.boolSetting(
            "index.knn.faiss.efficient_filter.disable_exact_search",
            false,
            Property.IndexScope,
            Property.Dynamic),
        Setting.boolSetting(
            "index.knn.remote_index_build.enabled", false, Property.IndexScope, Property.Dynamic),
        Setting.byteSizeSetting(
            "index.knn.remote_index_build.size.min",
            new ByteSizeValue(50, ByteSizeUnit.MB),
            Property.IndexScope,
            Property.Dynamic));
  }
}
