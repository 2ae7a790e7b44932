package io.niteru.core.codec;

import io.niteru.core.search.EfSearch;
import io.niteru.core.search.Effort;
import io.niteru.core.search.KnnQuery;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;

/** An index of vectors in field {@code v}, each with its number in field {@code id}. */
public final class TestIndex implements Closeable {
  public static final String FIELD = "v";

  final Directory directory;
  public final IndexWriter writer;
  private final VectorSimilarityFunction similarity;

  public TestIndex(Directory directory, VectorSimilarityFunction similarity) throws IOException {
    this(directory, similarity, new IndexWriterConfig());
  }

  TestIndex(Directory directory, VectorSimilarityFunction similarity, IndexWriterConfig config)
      throws IOException {
    this(directory, similarity, config, new GraphSettings(16, 100, 100));
  }

  TestIndex(
      Directory directory,
      VectorSimilarityFunction similarity,
      IndexWriterConfig config,
      GraphSettings settings)
      throws IOException {
    this(directory, similarity, config, new NiteruVectorsFormat(settings, 2, Workers.POOL));
  }

  TestIndex(
      Directory directory,
      VectorSimilarityFunction similarity,
      IndexWriterConfig config,
      NiteruVectorsFormat format)
      throws IOException {
    this.directory = directory;
    this.similarity = similarity;
    config.setCodec(
        new Lucene104Codec() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
          }
        });
    config.setUseCompoundFile(false);
    this.writer = new IndexWriter(directory, config);
  }

  void add(int id, float[] vector) throws IOException {
    writer.updateDocument(new Term("id", "" + id), document(id, vector));
  }

  Document document(int id, float[] vector) {
    var document = new Document();
    document.add(new StringField("id", "" + id, Field.Store.YES));
    document.add(new NumericDocValuesField("n", id));
    if (vector != null) {
      document.add(new KnnFloatVectorField(FIELD, vector, similarity));
    }
    return document;
  }

  /** Adds vectors, numbered from 0, in {@code segments} flushes. */
  public TestIndex addAll(float[][] vectors, int segments) throws IOException {
    for (int i = 0; i < vectors.length; i++) {
      writer.addDocument(document(i, vectors[i]));
      if ((i + 1) % (vectors.length / segments + 1) == 0) {
        writer.flush();
      }
    }
    return this;
  }

  public TestIndex merge() throws IOException {
    writer.forceMerge(1);
    return this;
  }

  public DirectoryReader reader() throws IOException {
    return DirectoryReader.open(writer);
  }

  /** What the files of a segment say of the field. */
  static StoredField stored(LeafReaderContext leaf) throws IOException {
    var vectors = ((CodecReader) leaf.reader()).getVectorReader();
    var fields = (PerFieldKnnVectorsFormat.FieldsReader) vectors;
    return ((NiteruVectorsReader) fields.getFieldReader(FIELD)).field(FIELD);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** The share of the exact answers that are found, over all targets. */
  public static double recall(
      DirectoryReader reader, float[][] targets, int k, int efSearch, Query filter)
      throws IOException {
    return recall(reader, targets, k, new EfSearch(efSearch), filter);
  }

  /** The share of the exact answers that are found, over all targets. */
  static double recall(
      DirectoryReader reader, float[][] targets, int k, Effort effort, Query filter)
      throws IOException {
    var searcher = new IndexSearcher(reader);
    int hits = 0;
    int wanted = 0;
    for (float[] target : targets) {
      var query = new KnnQuery(FIELD, target, k, effort, filter);
      TopDocs found = searcher.search(query, k);
      TopDocs exact = searcher.search(query.asExact(), k);
      if (found.scoreDocs.length != exact.scoreDocs.length) {
        throw new AssertionError(found.scoreDocs.length + " hits, not " + exact.scoreDocs.length);
      }
      wanted += exact.scoreDocs.length;
      hits += common(found, exact);
    }
    return wanted == 0 ? 1 : (double) hits / wanted;
  }

  /** Documents in both, or, of those with equal scores, as many as are. */
  private static int common(TopDocs found, TopDocs exact) {
    Set<Integer> docs = new HashSet<>();
    for (ScoreDoc hit : exact.scoreDocs) {
      docs.add(hit.doc);
    }
    int common = 0;
    float last =
        exact.scoreDocs.length == 0 ? 0 : exact.scoreDocs[exact.scoreDocs.length - 1].score;
    for (ScoreDoc hit : found.scoreDocs) {
      if (Float.isNaN(hit.score)) {
        throw new AssertionError("NaN is the score of " + hit);
      }
      common += docs.contains(hit.doc) || hit.score >= last ? 1 : 0;
    }
    return common;
  }

  /** Vectors around {@code clusters} centres. */
  public static float[][] clustered(int count, int dimension, int clusters, long seed) {
    return clustered(count, dimension, clusters, .5, seed);
  }

  /** Vectors around {@code clusters} centres, each value so far off as a rule. */
  static float[][] clustered(int count, int dimension, int clusters, double noise, long seed) {
    var random = new SplittableRandom(seed);
    float[][] centres = new float[clusters][dimension];
    for (float[] centre : centres) {
      for (int j = 0; j < dimension; j++) {
        centre[j] = (float) random.nextGaussian();
      }
    }
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      float[] centre = centres[random.nextInt(clusters)];
      for (int j = 0; j < dimension; j++) {
        vector[j] = centre[j] + (float) (noise * random.nextGaussian());
      }
    }
    return vectors;
  }

  static float[][] normalised(float[][] vectors) {
    for (float[] v : vectors) {
      double norm = 0;
      for (float x : v) {
        norm += x * x;
      }
      for (int j = 0; j < v.length; j++) {
        v[j] /= (float) Math.sqrt(norm);
      }
    }
    return vectors;
  }

  public static float[][] rows(float[][] vectors, int from, int to) {
    return Arrays.copyOfRange(vectors, from, to);
  }
}
