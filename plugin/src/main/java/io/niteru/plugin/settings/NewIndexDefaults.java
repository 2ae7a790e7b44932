package io.niteru.plugin.settings;

import org.opensearch.common.settings.Settings;
import org.opensearch.index.shard.IndexSettingProvider;

/**
 * Defaults of merging for new indexes of vectors; a request or a template that sets them wins.
 *
 * <p>Each segment costs a search a walk or a scan, so there should be few: segments too small for a
 * graph count as one size and are merged until they are worth one, and the largest may hold all.
 * That costs less than it seems, as a merge goes on with the largest graph of its inputs. The limit
 * on writing is off, because it would hold up merges that spend their time on graphs.
 */
public final class MergeDefaults implements IndexSettingProvider {
  private static final Settings DEFAULTS =
      Settings.builder()
          .put("index.merge.policy.floor_segment", "150mb")
          .put("index.merge.policy.segments_per_tier", 4)
          .put("index.merge.policy.max_merged_segment", "100gb")
          .put("index.merge.scheduler.auto_throttle", false)
          .build();

  @Override
  public Settings getAdditionalIndexSettings(
      String index, boolean isDataStream, Settings requested) {
    return IndexKnnSettings.KNN.get(requested) ? DEFAULTS : Settings.EMPTY;
  }
}
