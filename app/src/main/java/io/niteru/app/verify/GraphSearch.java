package io.niteru.app.verify;

import io.niteru.core.search.KnnQuery;
import io.niteru.features.exact.Neighbor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.lucene.search.IndexSearcher;

/** One way to ask a graph: with so many candidates. Thread-safe. */
record GraphSearch(IndexSearcher searcher, String field, int efSearch) {
  /** The nearest rows that the graph leads to, with their cosines, nearest first. */
  Neighbor[] search(float[] unit, int k) {
    try {
      var query = new KnnQuery(field, unit, k, efSearch);
      return Arrays.stream(searcher.search(query, k).scoreDocs)
          .map(hit -> new Neighbor(hit.doc, cosine(hit.score)))
          .toArray(Neighbor[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of unit vectors at the squared distance that a score stands for. */
  static double cosine(double score) {
    return 1 - (1 / score - 1) / 2;
  }

  /** What an engine answers for unit vectors of a cosine. */
  static double score(double cosine) {
    return 1 / (3 - 2 * cosine);
  }
}
