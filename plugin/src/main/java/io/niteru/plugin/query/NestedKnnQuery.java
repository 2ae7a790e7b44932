package io.niteru.plugin.query;

import io.niteru.core.search.Effort;
import io.niteru.core.search.LoggedEffort;
import io.niteru.core.search.SearchLog;
import io.niteru.plugin.space.Comparison;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits.Relation;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.util.BitSet;

/**
 * The nearest nested document of each of the k parents that have the nearest. Nested documents are
 * searched for in growing numbers until they belong to k parents. Immutable; safe for all threads.
 */
final class NestedKnnQuery extends KnnFloatVectorQuery {
  private static final int GROWTH = 4;

  private final Scan scan;
  private final Effort effort;
  private final SearchLog log;

  NestedKnnQuery(
      Comparison comparison,
      float[] target,
      int k,
      Effort effort,
      Query filter,
      BitSetProducer parents,
      SearchLog log) {
    super(comparison.field(), target, k, filter);
    this.scan = new Scan(comparison, k, Float.NEGATIVE_INFINITY, parents);
    this.effort = effort;
    this.log = log;
  }

  /** For Lucene's own, which first looks for few, the best segments are searched a second time. */
  @Override
  protected KnnCollectorManager getKnnCollectorManager(int k, IndexSearcher searcher) {
    return (visitLimit, strategy, leaf) -> new TopKnnCollector(k, visitLimit, strategy);
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext leaf,
      AcceptDocs acceptDocs,
      int visitedLimit,
      KnnCollectorManager collectors)
      throws IOException {
    FloatVectorValues values = leaf.reader().getFloatVectorValues(field);
    BitSet parents = scan.parents().getBitSet(leaf);
    if (values == null || parents == null || values.size() == 0) {
      return TopDocsCollector.EMPTY_TOPDOCS;
    }
    QueryTimeout timeout = ExactQuery.timeout(collectors);
    int size = values.size();
    long ofParent = Math.ceilDiv(size, Math.max(1, parents.cardinality()));
    SearchLog searches = new SearchLog();
    for (long n = k * ofParent; ; n *= GROWTH) {
      TopDocs nested = search(leaf, acceptDocs, (int) Math.min(n, size), timeout, searches);
      TopDocs found = bestOfParents(nested, parents);
      if (found.scoreDocs.length == k
          || nested.scoreDocs.length < n
          || nested.totalHits.relation() != Relation.EQUAL_TO) {
        log.add(searches);
        return found;
      }
    }
  }

  private TopDocs search(
      LeafReaderContext leaf,
      AcceptDocs acceptDocs,
      int n,
      QueryTimeout timeout,
      SearchLog searches)
      throws IOException {
    KnnCollector collector =
        new TopKnnCollector(n, Integer.MAX_VALUE, new LoggedEffort(effort, searches));
    KnnCollector limited =
        new KnnCollector.Decorator(collector) {
          @Override
          public boolean earlyTerminated() {
            return timeout != null && timeout.shouldExit();
          }
        };
    leaf.reader().searchNearestVectors(field, target, limited, acceptDocs);
    return collector.topDocs();
  }

  private TopDocs bestOfParents(TopDocs nested, BitSet parents) {
    BestHits best = new BestHits(k, parents);
    Arrays.stream(nested.scoreDocs)
        .sorted(Comparator.comparingInt(hit -> hit.doc))
        .forEach(hit -> best.offer(hit.doc, hit.score));
    return best.topDocs(nested.totalHits.relation());
  }

  @Override
  protected TopDocs exactSearch(
      LeafReaderContext leaf, DocIdSetIterator accepted, QueryTimeout timeout) throws IOException {
    return scan.run(leaf, accepted, timeout, log);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && scan.equals(((NestedKnnQuery) other).scan)
        && effort.equals(((NestedKnnQuery) other).effort);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), scan, effort);
  }
}
