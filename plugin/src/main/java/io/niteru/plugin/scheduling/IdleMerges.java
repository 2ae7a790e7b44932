package io.niteru.plugin.scheduling;

import io.niteru.plugin.settings.IndexKnnSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.opensearch.action.admin.indices.forcemerge.ForceMergeRequest;
import org.opensearch.common.Nullable;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.TieredMergePolicyProvider;
import org.opensearch.index.engine.Segment;
import org.opensearch.index.shard.IndexEventListener;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.index.shard.IndexShardState;
import org.opensearch.threadpool.ThreadPool;

/**
 * Makes one segment of a shard's once nobody has written to it for a while ({@code
 * indices.memory.shard_inactive_time}): a search of one graph costs a fraction of one of several.
 * Only where the largest segment lacks a tenth of the bytes, as the rest is not worth copying them
 * all; where the one would not be larger than merges may make them; and where the disk holds it
 * beside the others. One shard at a time; searches go first, as before every merge.
 *
 * <p>Also has shards committed soon after a large merge, and so the disk freed of what was merged:
 * by itself the engine does so with the next write only, and after a load there is none.
 *
 * <p>Safe for all threads.
 */
final class IdleMerges implements IndexEventListener {
  private static final Logger LOG = LogManager.getLogger(IdleMerges.class);
  private static final TimeValue EVERY = TimeValue.timeValueSeconds(5);
  private static final TimeValue COMMIT_EVERY = TimeValue.timeValueSeconds(1);
  private static final double LEAST_SHARE = .1;

  /** Of the disk that a merge needs: others write to it, too. */
  private static final double ROOM = 1.5;

  private final Set<IndexShard> shards = ConcurrentHashMap.newKeySet();

  private final BooleanSupplier enabled;

  /**
   * For the shards of a node.
   *
   * @param enabled whether they are merged
   */
  IdleMerges(BooleanSupplier enabled) {
    this.enabled = enabled;
  }

  /** Looks for shards to merge or commit from now on. */
  void begin(ThreadPool threads) {
    threads.scheduleWithFixedDelay(this::look, EVERY, ThreadPool.Names.FORCE_MERGE);
    // What this starts, if anything, has threads of its own.
    threads.scheduleWithFixedDelay(
        () -> shards.forEach(IndexShard::afterWriteOperation),
        COMMIT_EVERY,
        ThreadPool.Names.GENERIC);
  }

  @Override
  public void afterIndexShardStarted(IndexShard shard) {
    shards.add(shard);
  }

  @Override
  public void beforeIndexShardClosed(
      ShardId id, @Nullable IndexShard shard, Settings indexSettings) {
    if (shard != null) {
      shards.remove(shard);
    }
  }

  private void look() {
    for (IndexShard shard : shards) {
      try {
        if (enabled.getAsBoolean() && mayMerge(shard) && worthIt(shard)) {
          merge(shard);
        }
      } catch (IOException | RuntimeException e) {
        // A shard that closes ends what goes on in it.
        Level level = shard.state() == IndexShardState.STARTED ? Level.WARN : Level.DEBUG;
        LOG.log(level, "merging the segments of " + shard.shardId(), e);
      }
    }
  }

  /** The next search need not open what has been made, unless only its owner refreshes it. */
  private static void merge(IndexShard shard) throws IOException {
    LOG.info("merging the segments of {}, which is idle", shard.shardId());
    shard.forceMerge(new ForceMergeRequest().maxNumSegments(1).flush(true));
    if (shard.indexSettings().getRefreshInterval().millis() >= 0) {
      shard.refresh("merged while idle");
    }
  }

  /** Copies that get their segments from the primary have none of their own to merge. */
  private static boolean mayMerge(IndexShard shard) {
    IndexSettings settings = shard.indexSettings();
    return shard.state() == IndexShardState.STARTED
        && !shard.isActive()
        && settings.getValue(IndexKnnSettings.MERGE_WHEN_IDLE)
        && (shard.routingEntry().primary() || !settings.isSegRepEnabledOrRemoteNode())
        && shard.mergeStats().getCurrent() == 0;
  }

  private static boolean worthIt(IndexShard shard) throws IOException {
    // A search may still read what was merged, until the next refresh.
    long[] sizes =
        shard.segments(false).stream()
            .filter(Segment::isCommitted)
            .mapToLong(segment -> segment.sizeInBytes)
            .toArray();
    long most =
        shard
            .indexSettings()
            .getValue(TieredMergePolicyProvider.INDEX_MERGE_POLICY_MAX_MERGED_SEGMENT_SETTING)
            .getBytes();
    long free = Files.getFileStore(shard.shardPath().getDataPath()).getUsableSpace();
    return worthIt(sizes, Math.min(most, (long) (free / ROOM)));
  }

  /**
   * Whether one segment is to be made of several.
   *
   * @param sizes of the segments, in bytes
   * @param most bytes the one may have
   */
  static boolean worthIt(long[] sizes, long most) {
    long all = 0;
    long largest = 0;
    for (long size : sizes) {
      all += size;
      largest = Math.max(largest, size);
    }
    return all <= most && all - largest > LEAST_SHARE * all;
  }
}
