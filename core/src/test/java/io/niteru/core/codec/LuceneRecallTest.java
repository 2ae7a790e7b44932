package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.search.ExactKnnQuery;
import io.niteru.core.search.KnnQuery;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Data that nothing was fitted to: Gaussian clusters on the unit sphere, and queries from where no
 * vector is, as words are when pictures are searched by them. The default beam finds what Lucene's
 * HNSW does with the same M, efConstruction and efSearch.
 */
class LuceneRecallTest {
  private static final String FIELD = "v";
  private static final int COUNT = 10_000;
  private static final int QUERIES = 100;
  private static final int K = 10;
  private static final int M = 16;
  private static final int EF_CONSTRUCTION = 100;
  private static final int EF_SEARCH = 100;

  @ParameterizedTest
  @CsvSource({"128,false", "128,true", "768,false", "768,true"})
  void noLessIsFoundThanByLucene(int dimension, boolean elsewhere) throws IOException {
    float[][] vectors = vectors(COUNT, dimension, 1, 0);
    float[][] queries = vectors(QUERIES, dimension, 2, elsewhere ? 1 : 0);
    var ours =
        new NiteruVectorsFormat(
            new GraphSettings(M, EF_CONSTRUCTION, GraphSettings.DEFAULT_MIN_SIZE), 2, Workers.POOL);
    double found = recall(ours, vectors, queries, q -> new KnnQuery(FIELD, q, K, EF_SEARCH));
    double lucene =
        recall(
            new Lucene99HnswVectorsFormat(M, EF_CONSTRUCTION, 2, null),
            vectors,
            queries,
            q -> new KnnFloatVectorQuery(FIELD, q, EF_SEARCH));

    assertThat(found).isGreaterThanOrEqualTo(lucene - .01);
  }

  private interface Queries {
    Query of(float[] target);
  }

  private static double recall(
      KnnVectorsFormat format, float[][] vectors, float[][] queries, Queries kind)
      throws IOException {
    var config =
        new IndexWriterConfig()
            .setRAMBufferSizeMB(256)
            .setCodec(
                new Lucene104Codec() {
                  @Override
                  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                    return format;
                  }
                });
    try (Directory directory = new ByteBuffersDirectory();
        var writer = new IndexWriter(directory, config)) {
      for (float[] vector : vectors) {
        var document = new Document();
        document.add(new KnnFloatVectorField(FIELD, vector, VectorSimilarityFunction.EUCLIDEAN));
        writer.addDocument(document);
        if (writer.getDocStats().numDocs == COUNT / 2) {
          writer.flush(); // or else there would be nothing to merge
        }
      }
      writer.forceMerge(1);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        var searcher = new IndexSearcher(reader);
        int hits = 0;
        for (float[] query : queries) {
          Set<Integer> exact = docs(searcher, new ExactKnnQuery(FIELD, query, K, null));
          exact.retainAll(docs(searcher, kind.of(query)));
          hits += exact.size();
        }
        return (double) hits / (K * queries.length);
      }
    }
  }

  private static Set<Integer> docs(IndexSearcher searcher, Query query) throws IOException {
    Set<Integer> docs = new HashSet<>();
    Arrays.stream(searcher.search(query, K).scoreDocs)
        .map((ScoreDoc hit) -> hit.doc)
        .forEach(docs::add);
    return docs;
  }

  /** About 200 around each centre, which is moved away from all others' by {@code gap}. */
  private static float[][] vectors(int count, int dimension, long seed, double gap) {
    var random = new SplittableRandom(seed);
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      var centre = new SplittableRandom(random.nextInt(COUNT / 200));
      var away = new SplittableRandom(-1);
      for (int j = 0; j < dimension; j++) {
        vector[j] =
            (float)
                (centre.nextGaussian() + .8 * random.nextGaussian() + gap * away.nextGaussian());
      }
    }
    return TestIndex.normalised(vectors);
  }
}
