package io.niteru.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.FullPrecisionFloatVectorSimilarityValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.FixedBitSet;

/** Searches an index on the calling thread, without a query cache. */
final class LuceneSearcher implements Contestant.Searcher {
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final LuceneContestant.Queries queries;
  private final int[] rows;
  private Query filter;

  LuceneSearcher(Path folder, LuceneContestant.Queries queries) throws IOException {
    this.queries = queries;
    reader = DirectoryReader.open(FSDirectory.open(folder));
    searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    rows = rows(reader);
  }

  @Override
  public int[] search(float[] target, int k, BeamWidth beam) throws IOException {
    Query query = queries.of(LuceneWriter.FIELD, target, k, beam.ef(), filter);
    ScoreDoc[] hits = searcher.search(query, Math.max(k, beam.rerank())).scoreDocs;
    if (beam.rerank() > 0) {
      rerank(hits, target);
    }
    int[] nearest = new int[Math.min(k, hits.length)];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = rows[hits[i].doc];
    }
    return nearest;
  }

  @Override
  public void allow(BitSet allowed) {
    FixedBitSet documents = new FixedBitSet(rows.length);
    for (int i = 0; i < rows.length; i++) {
      if (allowed.get(rows[i])) {
        documents.set(i);
      }
    }
    filter = new DocumentsQuery(documents);
  }

  private void rerank(ScoreDoc[] hits, float[] target) throws IOException {
    var source = new FullPrecisionFloatVectorSimilarityValuesSource(target, LuceneWriter.FIELD);
    List<LeafReaderContext> leaves = reader.leaves();
    Arrays.sort(hits, Comparator.comparingInt(hit -> hit.doc));
    LeafReaderContext leaf = null;
    DoubleValues scores = null;
    for (ScoreDoc hit : hits) {
      if (leaf == null || hit.doc >= leaf.docBase + leaf.reader().maxDoc()) {
        leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
        scores = source.getSimilarityScores(leaf);
      }
      scores.advanceExact(hit.doc - leaf.docBase);
      hit.score = (float) scores.doubleValue();
    }
    Arrays.sort(hits, Comparator.comparingDouble(hit -> -hit.score));
  }

  private static int[] rows(DirectoryReader reader) throws IOException {
    int[] rows = new int[reader.maxDoc()];
    for (LeafReaderContext leaf : reader.leaves()) {
      NumericDocValues values = leaf.reader().getNumericDocValues(LuceneWriter.ROW);
      while (values.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
        rows[leaf.docBase + values.docID()] = (int) values.longValue();
      }
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    reader.directory().close();
  }
}
