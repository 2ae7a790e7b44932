package io.niteru.plugin.codec;

import io.niteru.plugin.metrics.Counter;
import io.niteru.plugin.metrics.Counters;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.util.IORunnable;

/** Counts flushes, merges and graphs of one segment. For one thread. */
final class CountedVectorsWriter extends KnnVectorsWriter {
  private final KnnVectorsWriter writer;
  private final Counters counters;
  private long mergeStart;
  private boolean merging;
  private long vectors;
  private long bytes;

  CountedVectorsWriter(KnnVectorsWriter writer, Counters counters) {
    this.writer = writer;
    this.counters = counters;
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    return writer.addField(field);
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    long start = System.nanoTime();
    writer.flush(maxDoc, sortMap);
    counters.increment(Counter.REFRESH_TOTAL);
    counters.add(Counter.REFRESH_MILLIS, millisSince(start));
  }

  @Override
  public IORunnable mergeOneField(FieldInfo field, MergeState state) throws IOException {
    beginMerge(field, state);
    IORunnable graph = writer.mergeOneField(field, state);
    return graph == null ? null : () -> build(graph);
  }

  private void build(IORunnable graph) throws IOException {
    counters.increment(Counter.GRAPH_INDEX_REQUESTS);
    boolean built = false;
    try {
      graph.run();
      built = true;
    } finally {
      counters.add(Counter.GRAPH_INDEX_ERRORS, built ? 0 : 1);
    }
  }

  private void beginMerge(FieldInfo field, MergeState state) throws IOException {
    if (!merging) {
      merging = true;
      mergeStart = System.nanoTime();
      counters.increment(Counter.MERGE_CURRENT);
    }
    long more = 0;
    for (int i = 0; i < state.knnVectorsReaders.length; i++) {
      FieldInfo merged = state.fieldInfos[i].fieldInfo(field.name);
      if (merged != null && merged.hasVectorValues()) {
        more += size(merged, state.knnVectorsReaders[i]);
      }
    }
    long moreBytes = more * field.getVectorDimension() * field.getVectorEncoding().byteSize;
    vectors += more;
    bytes += moreBytes;
    counters.add(Counter.MERGE_CURRENT_DOCS, more);
    counters.add(Counter.MERGE_CURRENT_BYTES, moreBytes);
  }

  private static int size(FieldInfo field, KnnVectorsReader reader) throws IOException {
    return switch (field.getVectorEncoding()) {
      case FLOAT32 -> reader.getFloatVectorValues(field.name).size();
      case BYTE -> reader.getByteVectorValues(field.name).size();
    };
  }

  @Override
  public void finish() throws IOException {
    writer.finish();
  }

  @Override
  public void close() throws IOException {
    if (merging) {
      merging = false;
      counters.add(Counter.MERGE_CURRENT, -1);
      counters.add(Counter.MERGE_CURRENT_DOCS, -vectors);
      counters.add(Counter.MERGE_CURRENT_BYTES, -bytes);
      counters.increment(Counter.MERGE_TOTAL);
      counters.add(Counter.MERGE_MILLIS, millisSince(mergeStart));
      counters.add(Counter.MERGE_TOTAL_DOCS, vectors);
      counters.add(Counter.MERGE_TOTAL_BYTES, bytes);
    }
    writer.close();
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Override
  public long ramBytesUsed() {
    return writer.ramBytesUsed();
  }
}
