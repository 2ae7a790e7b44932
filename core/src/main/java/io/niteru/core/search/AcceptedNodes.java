package io.niteru.core.search;

import io.niteru.core.quant.Codes;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;

/** Nodes of accepted vectors in batches. For one scan. */
final class AcceptedNodes {
  private final Codes codes;
  private final DocIndexIterator vectors;
  private final DocIdSetIterator accepted;
  private int next;

  /**
   * Nodes that may be collected.
   *
   * @param codes codes of all vectors
   * @param vectors the vectors
   * @param accepted documents that may be collected, or null for all
   */
  AcceptedNodes(Codes codes, FloatVectorValues vectors, AcceptDocs accepted) throws IOException {
    this.codes = codes;
    this.vectors = accepted == null ? null : vectors.iterator();
    this.accepted = accepted == null ? null : accepted.iterator();
  }

  /** Whether nodes do not follow each other, so that their codes are to be loaded ahead. */
  boolean scattered() {
    return accepted != null;
  }

  /** The next nodes, no more than {@code most}; returns how many, 0 at the end. */
  int next(int[] into, long most) throws IOException {
    int count = (int) Math.min(into.length, most);
    return accepted == null ? all(into, count) : some(into, count);
  }

  private int all(int[] into, int count) {
    int n = Math.min(count, codes.size() - next);
    for (int i = 0; i < n; i++) {
      into[i] = next++;
    }
    return n;
  }

  private int some(int[] into, int count) throws IOException {
    int n = 0;
    while (n < count && accepted.docID() != DocIdSetIterator.NO_MORE_DOCS) {
      int doc = accepted.nextDoc();
      if (doc == DocIdSetIterator.NO_MORE_DOCS) {
        break;
      }
      if (vectors.docID() < doc) {
        vectors.advance(doc);
      }
      if (vectors.docID() == doc) {
        into[n++] = codes.order().node(vectors.index());
      }
    }
    return n;
  }
}
