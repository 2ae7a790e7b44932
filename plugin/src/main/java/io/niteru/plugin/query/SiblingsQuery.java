package io.niteru.plugin.query;

import io.niteru.plugin.space.Comparison;
import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;

/**
 * All nested documents with a vector beside those that another query selects, each with its own
 * score. Immutable; safe for all threads.
 */
final class SiblingsQuery extends Query {
  private final Query selected;
  private final BitSetProducer parents;
  private final Comparison comparison;
  private final Reasons reasons;
  private final Query filter;

  /**
   * @param selected matches nested documents
   * @param parents the documents that those before them are nested in
   * @param reasons explains their scores
   * @param filter what siblings must match, or null
   */
  SiblingsQuery(Query selected, BitSetProducer parents, Reasons reasons, Query filter) {
    this.selected = selected;
    this.parents = parents;
    this.reasons = reasons;
    this.comparison = reasons.comparison();
    this.filter = filter;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Query rewritten = selected.rewrite(searcher);
    if (rewritten instanceof MatchNoDocsQuery) {
      return rewritten;
    }
    return rewritten == selected ? this : new SiblingsQuery(rewritten, parents, reasons, filter);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost)
      throws IOException {
    Weight inner = searcher.createWeight(selected, ScoreMode.COMPLETE_NO_SCORES, 1);
    Weight accepted =
        filter == null
            ? null
            : searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    return new SiblingsWeight(searcher, inner, accepted, boost);
  }

  private final class SiblingsWeight extends Weight {
    private final IndexSearcher searcher;
    private final Weight inner;
    private final Weight accepted;
    private final float boost;

    SiblingsWeight(IndexSearcher searcher, Weight inner, Weight accepted, float boost) {
      super(SiblingsQuery.this);
      this.searcher = searcher;
      this.inner = inner;
      this.accepted = accepted;
      this.boost = boost;
    }

    @Override
    public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
      Scorer scorer = inner.scorer(leaf);
      VectorScorer vectors = comparison.scorer(leaf);
      BitSet parentDocs = parents.getBitSet(leaf);
      if (scorer == null || vectors == null || parentDocs == null) {
        return null;
      }
      FixedBitSet siblings = siblings(scorer.iterator(), parentDocs, leaf.reader().maxDoc());
      if (accepted != null) {
        Scorer some = accepted.scorer(leaf);
        if (some == null) {
          return null;
        }
        FixedBitSet matching = new FixedBitSet(siblings.length());
        matching.or(some.iterator());
        siblings.and(matching);
      }
      return new DefaultScorerSupplier(new VectorDocsScorer(vectors, siblings, boost));
    }

    private static FixedBitSet siblings(DocIdSetIterator docs, BitSet parentDocs, int maxDoc)
        throws IOException {
      FixedBitSet siblings = new FixedBitSet(maxDoc);
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; ) {
        int parent = parentDocs.nextSetBit(doc);
        int before = doc == 0 ? -1 : parentDocs.prevSetBit(doc - 1);
        siblings.set(before + 1, parent);
        doc = docs.advance(parent);
      }
      return siblings;
    }

    @Override
    public Explanation explain(LeafReaderContext leaf, int doc) throws IOException {
      Scorer scorer = scorer(leaf);
      if (scorer == null || scorer.iterator().advance(doc) != doc) {
        return Explanation.noMatch("not nested in a document selected by [knn]");
      }
      BitSet parentDocs = parents.getBitSet(leaf);
      int before = doc == 0 ? -1 : parentDocs.prevSetBit(doc - 1);
      int chosen = inner.scorer(leaf).iterator().advance(before + 1);
      return Explanation.match(
          scorer.score(),
          "nested in a document selected by [knn]" + (boost == 1 ? "" : ", score * boost"),
          reasons.score(leaf, doc),
          selected.createWeight(searcher, ScoreMode.COMPLETE, 1).explain(leaf, chosen));
    }

    @Override
    public boolean isCacheable(LeafReaderContext leaf) {
      return false;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(comparison.field())) {
      visitor.visitLeaf(this);
    }
  }

  @Override
  public String toString(String field) {
    return "siblings of " + selected.toString(field);
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other)
        && selected.equals(((SiblingsQuery) other).selected)
        && parents.equals(((SiblingsQuery) other).parents)
        && comparison.equals(((SiblingsQuery) other).comparison)
        && Objects.equals(filter, ((SiblingsQuery) other).filter);
  }

  @Override
  public int hashCode() {
    return Objects.hash(classHash(), selected, parents, comparison, filter);
  }
}
