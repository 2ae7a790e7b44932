package io.niteru.plugin.scheduling;

import io.niteru.plugin.settings.IndexKnnSettings;
import java.util.function.BooleanSupplier;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.shard.IndexSettingProvider;

/**
 * Defaults of new indexes of vectors; a request or a template that sets them wins.
 *
 * <p>A walk through a graph of a million takes little longer than one through a graph of a hundred
 * thousand, so a search of few large segments costs a fraction of one of many; but each merge of
 * large ones inserts most of their vectors into a graph once more, which is where the time of a
 * load goes. So segments of less than a gigabyte count as one size and are merged soon: little is
 * added to much, and only the little inserted. A million vectors of 1280 values end in one large
 * segment and a few small ones, which become one when nobody writes any more (see {@link
 * IdleMerges}). Raise {@code max_merged_segment} for ten million. The limit on writing is off,
 * because it would hold up merges that spend their time on graphs.
 *
 * <p>The floor is also the size up to which Lucene lets a refresh wait for merges, for 10 s at most
 * ({@code index.merge_on_flush}): in a load at full speed documents are visible later than the
 * refresh interval says, in fewer segments.
 *
 * <p>Codes and graphs are loaded when a segment is opened, about 1,000 bytes a vector: a search
 * reads them all over, and would wait for each page it is the first to touch.
 */
final class NewIndexDefaults implements IndexSettingProvider {
  private static final Settings DEFAULTS =
      Settings.builder()
          .put("index.merge.policy.floor_segment", "1gb")
          .put("index.merge.policy.segments_per_tier", 4)
          .put("index.merge.policy.max_merged_segment", "10gb")
          .put("index.merge.scheduler.auto_throttle", false)
          .putList("index.store.preload", "nv1", "nv4", "nvg")
          .build();

  private final BooleanSupplier enabled;

  /**
   * For a cluster.
   *
   * @param enabled whether new indexes have them
   */
  NewIndexDefaults(BooleanSupplier enabled) {
    this.enabled = enabled;
  }

  @Override
  public Settings getAdditionalIndexSettings(
      String index, boolean isDataStream, Settings requested) {
    return enabled.getAsBoolean() && IndexKnnSettings.KNN.get(requested)
        ? DEFAULTS
        : Settings.EMPTY;
  }
}
