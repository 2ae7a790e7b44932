package io.niteru.plugin.script;

import io.niteru.plugin.space.Comparison;
import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.SpaceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.VectorScorer;
import org.opensearch.script.ScoreScript;
import org.opensearch.search.lookup.SearchLookup;

/**
 * Scores documents by their vectors; those without one get 0. Reads vectors where they are mapped.
 * The scores are those of the space, but for the cosine c of vectors of bytes: a script gives 1 + c
 * where a query gives half of it.
 *
 * @param params of the script
 * @param lookup of the search
 * @param searcher of the shard
 * @param comparison the target and what it is compared with
 */
record VectorScript(
    Map<String, Object> params, SearchLookup lookup, IndexSearcher searcher, Comparison comparison)
    implements ScoreScript.LeafFactory {
  @Override
  public boolean needs_score() {
    return false;
  }

  @Override
  public ScoreScript newInstance(LeafReaderContext leaf) throws IOException {
    VectorScorer scorer = comparison.scorer(leaf);
    return scorer == null ? new None(leaf) : new Scores(leaf, scorer);
  }

  private final class None extends ScoreScript {
    None(LeafReaderContext leaf) {
      super(params, lookup, searcher, leaf);
    }

    @Override
    public double execute(ExplanationHolder explanation) {
      return 0;
    }
  }

  private final class Scores extends ScoreScript {
    private final VectorScorer scorer;
    private final DocIdSetIterator docs;
    private final double factor;
    private int doc;

    Scores(LeafReaderContext leaf, VectorScorer scorer) {
      super(params, lookup, searcher, leaf);
      this.scorer = scorer;
      this.docs = scorer.iterator();
      this.factor =
          comparison.space() == SpaceType.COSINESIMIL && comparison.type() == DataType.BYTE ? 2 : 1;
    }

    @Override
    public void setDocument(int doc) {
      this.doc = doc;
    }

    @Override
    public double execute(ExplanationHolder explanation) {
      try {
        if (docs.docID() < doc) {
          docs.advance(doc);
        }
        return docs.docID() == doc ? factor * scorer.score() : 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
