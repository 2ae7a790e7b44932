package io.niteru.bench.peers;

import io.niteru.bench.data.DataSet;
import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;

/**
 * Indexes all rows in the quickest way Lucene has: several threads feed, flushed segments are left
 * alone, and one merge of all of them builds the graph.
 */
final class LuceneWriter implements AutoCloseable {
  static final String FIELD = "vector";
  static final String ROW = "row";

  private static final int BUFFER_MB = 512;

  private final int threads;
  private final ExecutorService executor;

  LuceneWriter(int threads) {
    this.threads = threads;
    this.executor = Executors.newFixedThreadPool(threads);
  }

  int threads() {
    return threads;
  }

  /** Where formats that want an executor of their own may build graphs. */
  ExecutorService executor() {
    return executor;
  }

  void write(DataSet data, Directory directory, KnnVectorsFormat format) throws IOException {
    write(data, 0, data.count(), directory, format);
  }

  /** Indexes the rows of a range. */
  void write(DataSet data, int from, int to, Directory directory, KnnVectorsFormat format)
      throws IOException {
    try (IndexWriter writer = writer(directory, format)) {
      feed(data, from, to, writer);
      writer.forceMerge(1);
      writer.commit();
    }
  }

  /** A writer that merges when it is told to and not before. */
  IndexWriter writer(Directory directory, KnnVectorsFormat format) throws IOException {
    return new IndexWriter(directory, config(format));
  }

  private IndexWriterConfig config(KnnVectorsFormat format) {
    LogDocMergePolicy onlyForced = new LogDocMergePolicy();
    onlyForced.setMergeFactor(Integer.MAX_VALUE);
    onlyForced.setNoCFSRatio(0);
    ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
    scheduler.setMaxMergesAndThreads(Math.max(threads, 2), threads);
    return new IndexWriterConfig()
        .setRAMBufferSizeMB(BUFFER_MB)
        .setUseCompoundFile(false)
        .setMergePolicy(onlyForced)
        .setMergeScheduler(scheduler)
        .setCodec(
            new Lucene104Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
              }
            });
  }

  private void feed(DataSet data, int from, int to, IndexWriter writer) throws IOException {
    FeatureFile rows = data.open();
    List<Future<?>> feeders = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = from + t;
      feeders.add(
          executor.submit(() -> {
            feed(rows, first, to, writer);
            return null;
          }));
    }
    for (Future<?> feeder : feeders) {
      await(feeder);
    }
  }

  /** Adds every so many-th row, each time the same document: Lucene copies what it keeps. */
  private void feed(FeatureFile rows, int from, int to, IndexWriter writer) throws IOException {
    float[] vector = new float[rows.dimension()];
    var vectorField = new KnnFloatVectorField(FIELD, vector, VectorSimilarityFunction.EUCLIDEAN);
    var rowField = new NumericDocValuesField(ROW, 0);
    Document document = new Document();
    document.add(vectorField);
    document.add(rowField);
    for (int row = from; row < to; row += threads) {
      rows.read(row, vector);
      rowField.setLongValue(row);
      writer.addDocument(document);
    }
  }

  private static void await(Future<?> task) throws IOException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IOException("indexing failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("indexing was interrupted", e);
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
