package io.niteru.plugin.scheduling;

import io.niteru.core.codec.MergeControl;
import io.niteru.plugin.settings.ClusterKnnSettings;
import java.util.List;
import java.util.concurrent.Executor;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.index.IndexModule;
import org.opensearch.index.shard.IndexSettingProvider;
import org.opensearch.threadpool.ExecutorBuilder;
import org.opensearch.threadpool.ScalingExecutorBuilder;
import org.opensearch.threadpool.ThreadPool;

/** All that schedules the work of a node. Safe for all threads. One a node. */
public final class Scheduling {
  /** The thread pool that merges take helpers from, beside the thread that Lucene gives each. */
  private static final String MERGE_POOL = "knn_merge";

  private static final TimeValue KEEP_ALIVE = TimeValue.timeValueMinutes(1);

  private final SchedulingSettings settings;
  private final SearchPriority priority;
  private final MergeQueue queue;
  private final IdleMerges idleMerges;
  private volatile ThreadPool threads;

  /** For a node with such settings. */
  public Scheduling(Settings node) {
    settings = new SchedulingSettings(node);
    priority = new SearchPriority(settings::searchPriority);
    queue = new MergeQueue(priority, settings::mergeQueue);
    idleMerges = new IdleMerges(settings::idleMerge);
  }

  /** The thread pools it needs. */
  public static List<ExecutorBuilder<?>> pools() {
    return List.of(
        new ScalingExecutorBuilder(
            MERGE_POOL, 0, ClusterKnnSettings.MOST_INDEX_THREADS, KEEP_ALIVE));
  }

  /** Begins, once the node has threads and settings. */
  public void begin(ThreadPool threads, ClusterSettings cluster) {
    this.threads = threads;
    settings.follow(cluster);
    idleMerges.begin(threads);
  }

  /** Watches an index of vectors. */
  public void watch(IndexModule index) {
    index.addIndexEventListener(idleMerges);
  }

  /** What merges ask before they go on. */
  public MergeControl mergeControl() {
    return queue;
  }

  /** What merges take helpers from. */
  public Executor mergeExecutor() {
    return threads.executor(MERGE_POOL);
  }

  /** Hears of searches. */
  public ActionFilter searchFilter() {
    return new SearchPriorityFilter(priority::searching, priority::searched);
  }

  /** Defaults of new indexes. */
  public IndexSettingProvider indexDefaults() {
    return new NewIndexDefaults(settings::indexDefaults);
  }
}
