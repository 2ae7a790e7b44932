package io.niteru.app.verify;

import io.niteru.app.cli.Progress;
import io.niteru.app.engine.UnitVector;
import io.niteru.core.codec.GraphSettings;
import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.features.FeatureFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Writes the rows of a feature file, normalised, as a Lucene index of one segment.
 *
 * @param err where the progress is drawn
 */
record GraphBuild(FeatureFile file, int m, int efConstruction, PrintWriter err) {
  private static final int BUFFER_MB = 64;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  /** {@code about} is asked when all is done, and kept with the commit. */
  void write(Path folder, Supplier<Map<String, String>> about) throws IOException {
    Files.createDirectories(folder);
    DiskCheck.in(folder).checkGraph(file, m);
    try (Directory directory = FSDirectory.open(folder);
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        IndexWriter writer = new IndexWriter(directory, config(workers))) {
      addRows(writer);
      writer.forceMerge(1);
      writer.setLiveCommitData(about.get().entrySet());
    }
  }

  private void addRows(IndexWriter writer) throws IOException {
    float[] vector = new float[file.dimension()];
    Document document = new Document();
    document.add(
        new KnnFloatVectorField(GraphIndex.FIELD, vector, VectorSimilarityFunction.EUCLIDEAN));
    try (var progress = new Progress("vectors", file.rows(), "rows", err)) {
      for (int row = 0; row < file.rows(); row++) {
        file.read(row, vector);
        UnitVector.normalise(vector);
        writer.addDocument(document);
        progress.step(1);
      }
      writer.flush();
    }
  }

  private IndexWriterConfig config(Executor workers) {
    // Merges of neighbouring segments only, so that documents stay in the order of the rows.
    var merges = new LogDocMergePolicy();
    merges.setMergeFactor(1_000_000);
    merges.setNoCFSRatio(0);
    return new IndexWriterConfig()
        .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
        .setCodec(codec(workers))
        .setMergePolicy(merges)
        .setMergeScheduler(new SerialMergeScheduler())
        .setUseCompoundFile(false)
        .setRAMBufferSizeMB(BUFFER_MB);
  }

  private Codec codec(Executor workers) {
    KnnVectorsFormat format =
        new NiteruVectorsFormat(
            new GraphSettings(m, efConstruction, GraphSettings.DEFAULT_MIN_SIZE),
            THREADS,
            workers,
            new BuildSteps(err));
    Codec standard = Codec.getDefault();
    return new FilterCodec(standard.getName(), standard) {
      @Override
      public KnnVectorsFormat knnVectorsFormat() {
        return new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
          }
        };
      }
    };
  }
}
