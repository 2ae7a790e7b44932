package io.niteru.bench.peers;

import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * Matches given documents of an index of one segment. The vector query takes the bits as they are,
 * as it does from a cached filter, so that what is measured is the search and not the filter.
 */
final class DocumentsQuery extends Query {
  private final FixedBitSet documents;

  DocumentsQuery(FixedBitSet documents) {
    this.documents = documents;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        DocIdSetIterator matches = new BitSetIterator(documents, documents.cardinality());
        return new DefaultScorerSupplier(new ConstantScoreScorer(score(), mode, matches));
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return documents.cardinality() + " documents";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DocumentsQuery query && documents == query.documents;
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(documents));
  }
}
