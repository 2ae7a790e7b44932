package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.search.ExactKnnQuery;
import io.niteru.core.search.RadiusQuery;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RadiusTest {
  private static final int COUNT = 2_000;
  private static final int[] RANKS = {0, 1, 20, 300, 1_999};

  @ParameterizedTest
  @EnumSource(VectorSimilarityFunction.class)
  void allWithinTheRadiusAreFoundAndNoOther(VectorSimilarityFunction similarity) throws Exception {
    float[][] vectors = TestIndex.clustered(COUNT + 10, 100, 50, 3);
    if (similarity == VectorSimilarityFunction.DOT_PRODUCT) {
      TestIndex.normalised(vectors);
    }
    try (Directory directory = new ByteBuffersDirectory();
        var index = new TestIndex(directory, similarity)) {
      index.addAll(TestIndex.rows(vectors, 0, COUNT), 3);
      check(index, vectors);
      check(index.merge(), vectors);
    }
  }

  private static void check(TestIndex index, float[][] vectors) throws Exception {
    Query some = NumericDocValuesField.newSlowRangeQuery("n", 100, 700);
    try (DirectoryReader reader = index.reader()) {
      var searcher = new IndexSearcher(reader);
      for (float[] target : TestIndex.rows(vectors, COUNT - 2, COUNT + 8)) {
        for (Query filter : new Query[] {null, some}) {
          TopDocs all =
              searcher.search(new ExactKnnQuery(TestIndex.FIELD, target, COUNT, filter), COUNT);
          for (int rank : RANKS) {
            float score = all.scoreDocs[Math.min(rank, all.scoreDocs.length - 1)].score;
            var query = new RadiusQuery(TestIndex.FIELD, target, score, filter);
            TopDocs found = searcher.search(query, COUNT);
            // Sums of SIMD lanes may differ in their last bit from one call to the next.
            float bit = 1e-6f * score;
            assertThat(docs(found, 0)).containsAll(docs(all, score + bit));
            assertThat(docs(all, score - bit)).containsAll(docs(found, 0));
            assertThat(docs(found, score - bit)).hasSize(found.scoreDocs.length);
          }
        }
      }
    }
  }

  private static List<Integer> docs(TopDocs docs, float least) {
    return Arrays.stream(docs.scoreDocs)
        .filter(hit -> hit.score >= least)
        .map(hit -> hit.doc)
        .toList();
  }
}
