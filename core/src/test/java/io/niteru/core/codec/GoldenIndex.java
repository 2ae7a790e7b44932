package io.niteru.core.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Writes a small index and, beside it, what searches of it must find: {@code answers.txt} has a
 * line for each search, with the field, the target and the ten nearest with their scores, which
 * were compared with all vectors one by one, in memory.
 */
final class GoldenIndex {
  static final String ANSWERS = "answers.txt";
  static final int MIN_GRAPH_SIZE = 100;

  private static final int MERGED = 270;
  private static final int COUNT = 310;
  private static final int DELETED = 7;
  private static final int NEAREST = 10;
  private static final int TARGETS = 3;

  /** What is indexed: a field of each kind, of which all but the first are not in all documents. */
  enum Kind {
    L2(VectorSimilarityFunction.EUCLIDEAN, 64, 1),
    COSINE(VectorSimilarityFunction.COSINE, 32, 2),
    PRODUCT(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT, 24, 2),
    BYTES(VectorSimilarityFunction.EUCLIDEAN, 16, 3);

    final VectorSimilarityFunction function;
    final int dimension;
    private final int step;

    Kind(VectorSimilarityFunction function, int dimension, int step) {
      this.function = function;
      this.dimension = dimension;
      this.step = step;
    }

    private float[][] vectors(int count, int seed) {
      float[][] vectors = TestIndex.clustered(count, dimension, 20, seed);
      if (this == BYTES) {
        for (float[] v : vectors) {
          for (int j = 0; j < dimension; j++) {
            v[j] = Math.clamp(Math.round(40 * v[j]), -128, 127);
          }
        }
      }
      return vectors;
    }
  }

  private GoldenIndex() {}

  /** Bytes, of a field of bytes. */
  static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static IndexWriterConfig config() {
    var format = new NiteruVectorsFormat(new GraphSettings(8, 40, MIN_GRAPH_SIZE), 2, Workers.POOL);
    return new IndexWriterConfig()
        .setCodec(
            new Lucene104Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
              }
            });
  }

  /** Writes two segments, of which the first has graphs and a deleted document. */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<float[][]> vectors = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      vectors.add(kind.vectors(COUNT, kind.ordinal()));
    }
    try (Directory directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, config())) {
      for (int id = 0; id < COUNT; id++) {
        writer.addDocument(document(id, vectors));
        if (id == MERGED / 2) {
          writer.flush();
        } else if (id == MERGED - 1) {
          writer.forceMerge(1);
        }
      }
      writer.flush();
      writer.deleteDocuments(new Term("id", "" + DELETED));
    }
    Files.deleteIfExists(folder.resolve(IndexWriter.WRITE_LOCK_NAME));
    List<String> answers = new ArrayList<>();
    var random = new SplittableRandom(1);
    for (Kind kind : Kind.values()) {
      for (int t = 0; t < TARGETS; t++) {
        answers.add(answer(kind, vectors.get(kind.ordinal()), random.nextInt(COUNT / 6) * 6));
      }
    }
    Files.write(folder.resolve(ANSWERS), answers);
  }

  static Document document(int id, List<float[][]> vectors) {
    var document = new Document();
    document.add(new StringField("id", "" + id, Field.Store.YES));
    document.add(new NumericDocValuesField("n", id));
    for (Kind kind : Kind.values()) {
      float[] vector = vectors.get(kind.ordinal())[id];
      if (id % kind.step != 0) {
        continue;
      }
      document.add(
          kind == Kind.BYTES
              ? new KnnByteVectorField(kind.name(), bytes(vector), kind.function)
              : new KnnFloatVectorField(kind.name(), vector, kind.function));
    }
    return document;
  }

  /** The target is near to one of the vectors. */
  private static String answer(Kind kind, float[][] vectors, int near) {
    float[] target = vectors[near].clone();
    for (int j = 0; j < target.length; j++) {
      target[j] += kind == Kind.BYTES ? 0 : .05f * (j % 3 - 1);
    }
    record Hit(int id, float score) {}
    List<Hit> hits = new ArrayList<>();
    for (int id = 0; id < COUNT; id += kind.step) {
      if (id != DELETED) {
        hits.add(
            new Hit(
                id,
                kind == Kind.BYTES
                    ? kind.function.compare(bytes(target), bytes(vectors[id]))
                    : kind.function.compare(target, vectors[id])));
      }
    }
    hits.sort((a, b) -> Float.compare(b.score, a.score));
    return kind.name()
        + Arrays.toString(target).replace('[', ' ').replace(", ", ",").replace(']', ' ')
        + hits.stream()
            .limit(NEAREST)
            .map(hit -> hit.id + ":" + hit.score)
            .collect(Collectors.joining(","));
  }
}
