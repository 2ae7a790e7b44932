package io.niteru.plugin.damage;

import io.niteru.plugin.metrics.Counter;
import io.niteru.plugin.metrics.Counters;
import io.niteru.plugin.settings.LiveSettings;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.util.IOUtils;
import org.opensearch.common.Nullable;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.index.shard.IndexEventListener;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.threadpool.ThreadPool;

/**
 * Reads the files of vectors that a shard has when it is opened, a little each second, and says
 * which are damaged: what changed on the disk would else be found by the next merge only, and
 * searches be wrong until then. What is written later is not looked at: it was in memory a moment
 * ago. Each file once as long as the node runs, unless somebody has written to it since. Safe for
 * all threads.
 */
public final class DamageWatch implements IndexEventListener {
  private static final Logger LOG = LogManager.getLogger(DamageWatch.class);
  private static final TimeValue EVERY = TimeValue.timeValueSeconds(1);

  /** Compound files have those of small segments in them. */
  private static final Set<String> EXTENSIONS = Set.of("vec", "nv1", "nv4", "nvg", "cfs");

  private final LiveSettings settings;
  private final Counters counters;
  private final Set<IndexShard> open = ConcurrentHashMap.newKeySet();
  private final Queue<IndexShard> opened = new ConcurrentLinkedQueue<>();

  // Of the one thread that looks.
  private final Set<Seen> seen = new HashSet<>();
  private final Queue<String> names = new ArrayDeque<>();
  private IndexShard shard;
  private String name;
  private CheckedFile file;

  /** A file as it was when it was read. */
  private record Seen(Path path, FileTime written) {}

  /** A watch that counts what it has read and found there. */
  public DamageWatch(LiveSettings settings, Counters counters) {
    this.settings = settings;
    this.counters = counters;
  }

  /** Reads files from now on. */
  public void begin(ThreadPool threads) {
    threads.scheduleWithFixedDelay(this::look, EVERY, ThreadPool.Names.GENERIC);
  }

  @Override
  public void afterIndexShardStarted(IndexShard started) {
    open.add(started);
    opened.add(started);
  }

  @Override
  public void beforeIndexShardClosed(
      ShardId id, @Nullable IndexShard closed, Settings indexSettings) {
    if (closed != null) {
      open.remove(closed);
      opened.remove(closed);
    }
  }

  private synchronized void look() {
    long bytes = settings.checkedBytesPerSecond();
    while (bytes > 0 && next()) {
      bytes -= read(bytes);
    }
  }

  /** Reads on, as far as a closing shard lets us; returns how much it was. */
  private long read(long bytes) {
    long read = 0;
    boolean more = false;
    if (open.contains(shard) && shard.store().tryIncRef()) {
      try {
        if (file == null) {
          name = names.remove();
          file = new CheckedFile(shard.store().directory(), name);
        }
        read = file.read(bytes);
        more = read == bytes;
        if (!more) {
          counters.increment(Counter.CHECKED_FILES);
        }
      } catch (NoSuchFileException | FileNotFoundException e) {
        LOG.debug("merged away before it was checked", e);
      } catch (CorruptIndexException | EOFException e) {
        report(e);
      } catch (IOException | RuntimeException e) {
        LOG.warn("checking files of " + shard.shardId(), e);
      } finally {
        shard.store().decRef();
      }
    } else {
      names.clear();
    }
    if (!more) {
      IOUtils.closeWhileHandlingException(file);
      file = null;
    }
    return read;
  }

  private void report(IOException e) {
    counters.increment(Counter.CHECKED_FILES);
    counters.increment(Counter.DAMAGED_FILES);
    LOG.error(
        "file ["
            + name
            + "] of shard "
            + shard.shardId()
            + " in "
            + shard.shardPath().resolveIndex()
            + " is damaged, and searches of the shard may be wrong. Check the disk; then, if there"
            + " is another copy of the shard, have this one made again from it (set [index"
            + ".number_of_replicas] to 0 while the other is the primary, and back), else restore a"
            + " snapshot, or index the documents again",
        e);
  }

  /** Whether there is a file to read. */
  private boolean next() {
    while (file == null && names.isEmpty()) {
      shard = opened.poll();
      if (shard == null) {
        return false;
      }
      list();
    }
    return true;
  }

  private void list() {
    if (!shard.store().tryIncRef()) {
      return;
    }
    try {
      Path folder = shard.shardPath().resolveIndex();
      for (String known : shard.store().readLastCommittedSegmentsInfo().files(false)) {
        Path path = folder.resolve(known);
        if (EXTENSIONS.contains(IndexFileNames.getExtension(known))
            && Files.exists(path)
            && seen.add(new Seen(path, Files.getLastModifiedTime(path)))) {
          names.add(known);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("looking for files to check in " + shard.shardId(), e);
    } finally {
      shard.store().decRef();
    }
  }
}
