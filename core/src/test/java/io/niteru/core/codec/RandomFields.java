package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.core.search.EfSearch;
import io.niteru.core.search.KnnQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/**
 * Documents with a field of float vectors for each similarity function and one of bytes, any of
 * which may be absent; and what searches of them must find, from memory.
 */
final class RandomFields {
  private static final String BYTES = "bytes";
  private static final int WIDEST = 10_000;

  private final SplittableRandom random;
  private final int dimension;

  /** The share of documents that have a vector, by similarity function and then of bytes. */
  private final double[] shares = new double[VectorSimilarityFunction.values().length + 1];

  private final Map<Integer, Row> live = new TreeMap<>();

  /** One document: a vector, or null, for each function; and bytes, or null. */
  record Row(float[][] floats, byte[] bytes) {}

  RandomFields(SplittableRandom random) {
    this.random = random;
    this.dimension = random.nextInt(2, 80);
    for (int i = 0; i < shares.length; i++) {
      shares[i] = random.nextInt(4) == 0 ? .03 : random.nextInt(3) == 0 ? .5 : 1;
    }
  }

  Row row() {
    float[][] floats = new float[VectorSimilarityFunction.values().length][];
    for (int f = 0; f < floats.length; f++) {
      if (random.nextDouble() < shares[f]) {
        floats[f] = vector(VectorSimilarityFunction.values()[f]);
      }
    }
    byte[] bytes = new byte[dimension];
    random.nextBytes(bytes);
    return new Row(floats, random.nextDouble() < shares[floats.length] ? bytes : null);
  }

  private float[] vector(VectorSimilarityFunction function) {
    float[][] vector = new float[1][dimension];
    for (int j = 0; j < dimension; j++) {
      vector[0][j] = (float) random.nextGaussian() + (random.nextInt(4) == 0 ? 3 : 0);
    }
    boolean unit = function == VectorSimilarityFunction.DOT_PRODUCT;
    return unit ? TestIndex.normalised(vector)[0] : vector[0];
  }

  static Document document(int id, Row row) {
    var document = new Document();
    document.add(new StringField("id", "" + id, Field.Store.YES));
    document.add(new NumericDocValuesField("n", id));
    for (var function : VectorSimilarityFunction.values()) {
      float[] vector = row.floats[function.ordinal()];
      if (vector != null) {
        document.add(new KnnFloatVectorField(function.name(), vector, function));
      }
    }
    if (row.bytes != null) {
      document.add(new KnnByteVectorField(BYTES, row.bytes, VectorSimilarityFunction.EUCLIDEAN));
    }
    return document;
  }

  void put(int id, Row row) {
    live.put(id, row);
  }

  void delete(int from, int to) {
    live.keySet().removeIf(id -> id >= from && id < to);
  }

  /** Fails unless searches of all fields find what they must, and with the right scores. */
  void check(IndexSearcher searcher) throws IOException {
    int from = random.nextInt(1_000);
    int to = from + random.nextInt(200);
    Query filter = NumericDocValuesField.newSlowRangeQuery("n", from, to);
    for (var function : VectorSimilarityFunction.values()) {
      float[] target = vector(function);
      Map<Integer, Float> all = new TreeMap<>();
      live.forEach((id, row) -> {
        float[] vector = row.floats[function.ordinal()];
        if (vector != null) {
          all.put(id, function.compare(target, vector));
        }
      });
      check(searcher, knn(function, target, 10, WIDEST, null), 10, all);
      check(searcher, knn(function, target, WIDEST, 1, null), WIDEST, all);
      all.keySet().removeIf(id -> id < from || id > to);
      check(searcher, knn(function, target, 10, WIDEST, filter), 10, all);
    }
    byte[] target = new byte[dimension];
    random.nextBytes(target);
    Map<Integer, Float> all = new TreeMap<>();
    live.forEach((id, row) -> {
      if (row.bytes != null) {
        all.put(id, VectorSimilarityFunction.EUCLIDEAN.compare(target, row.bytes));
      }
    });
    check(searcher, new KnnByteVectorQuery(BYTES, target, 10), 10, all);
  }

  private static Query knn(
      VectorSimilarityFunction function, float[] target, int k, int efSearch, Query filter) {
    return new KnnQuery(function.name(), target, k, new EfSearch(efSearch), filter);
  }

  private static void check(IndexSearcher searcher, Query query, int k, Map<Integer, Float> scores)
      throws IOException {
    List<Float> best = new ArrayList<>(scores.values());
    best.sort(Comparator.reverseOrder());
    ScoreDoc[] hits = searcher.search(query, k).scoreDocs;
    assertThat(hits).as("hits of %s", query).hasSize(Math.min(k, best.size()));
    for (int i = 0; i < hits.length; i++) {
      int id = Integer.parseInt(searcher.storedFields().document(hits[i].doc).get("id"));
      assertThat(scores).as("live documents for %s", query).containsKey(id);
      var slack = within(1e-5f + 1e-5f * Math.abs(best.get(i)));
      assertThat(hits[i].score).as("score of %d", id).isCloseTo(scores.get(id), slack);
      assertThat(hits[i].score).as("hit %d of %s", i, query).isCloseTo(best.get(i), slack);
    }
  }
}
