package io.niteru.bench.peers;

import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex.ScoringView;
import io.github.jbellis.jvector.graph.SearchResult.NodeScore;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;

/** Searches what {@link JVectorContestant} wrote. */
final class JVectorSearcher implements Contestant.Searcher {
  private final ReaderSupplier file;
  private final OnDiskGraphIndex graph;
  private final PQVectors codes;
  private final GraphSearcher searcher;
  private Bits allowed = Bits.ALL;

  JVectorSearcher(Path graphFile, Path codesFile) throws IOException {
    file = ReaderSupplierFactory.open(graphFile);
    graph = OnDiskGraphIndex.load(file);
    searcher = new GraphSearcher(graph);
    try (ReaderSupplier codesReader = ReaderSupplierFactory.open(codesFile);
        var in = codesReader.get()) {
      codes = PQVectors.load(in);
    }
  }

  @Override
  public int[] search(float[] query, int k, Beam beam) {
    VectorFloat<?> target = JVectorRows.vector(query);
    var estimate = codes.precomputedScoreFunctionFor(target, JVectorContestant.SIMILARITY);
    var exact =
        ((ScoringView) searcher.getView()).rerankerFor(target, JVectorContestant.SIMILARITY);
    NodeScore[] hits =
        searcher
            .search(new DefaultSearchScoreProvider(estimate, exact), k, beam.ef(), 0f, 0f, allowed)
            .getNodes();
    int[] rows = new int[hits.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = hits[i].node;
    }
    return rows;
  }

  @Override
  public void allow(BitSet rows) {
    allowed = rows::get;
  }

  @Override
  public void close() throws IOException {
    searcher.close();
    graph.close();
    file.close();
  }
}
