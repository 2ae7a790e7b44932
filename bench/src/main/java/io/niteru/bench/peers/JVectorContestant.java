package io.niteru.bench.peers;

import io.github.jbellis.jvector.disk.BufferedRandomAccessWriter;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.disk.GraphIndexWriter;
import io.github.jbellis.jvector.graph.disk.GraphIndexWriterTypes;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.github.jbellis.jvector.graph.disk.feature.InlineVectors;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.quantization.ProductQuantization;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.niteru.bench.data.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * jVector as its tutorials and its own benchmark configure it: a hierarchical Vamana graph of
 * degree M, built and walked on product-quantised codes of a byte for eight dimensions (on the
 * heap), float32 vectors beside the neighbours in a mapped file for re-ranking the whole beam, its
 * native kernels where they run.
 */
final class JVectorContestant implements Contestant {
  static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.EUCLIDEAN;
  static final String GRAPH = "graph";
  static final String CODES = "codes";

  private static final int[] BEAMS = {
    10, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024
  };
  private static final int DIMENSIONS_A_CODE = 8;
  private static final int CLUSTERS = 256;
  private static final float OVERFLOW = 1.2f;
  private static final float ALPHA = 1.2f;

  private final Settings settings;

  JVectorContestant(Settings settings) {
    this.settings = settings;
    // Otherwise it takes half of the cores for hyper-threads.
    System.setProperty("jvector.physical_core_count", Integer.toString(settings.threads()));
  }

  @Override
  public String description() {
    return "jVector 4.0.2, product-quantised, re-ranked with float32";
  }

  @Override
  public List<Beam> beams(int k) {
    return IntStream.of(BEAMS).filter(ef -> ef >= k).mapToObj(ef -> new Beam(ef, ef)).toList();
  }

  @Override
  public double build(DataSet data, Path folder) throws IOException {
    long started = System.nanoTime();
    JVectorRows rows = new JVectorRows(data.open(), data.count());
    int codes = Math.max(1, data.dimension() / DIMENSIONS_A_CODE);
    try (ForkJoinPool pool = new ForkJoinPool(settings.threads())) {
      PQVectors quantised =
          ProductQuantization.compute(rows, codes, clusters(data), true).encodeAll(rows, pool);
      try (GraphIndexBuilder builder =
          GraphIndexBuilder.builder(
                  BuildScoreProvider.pqBuildScoreProvider(SIMILARITY, quantised),
                  data.dimension(),
                  List.of(settings.m(), settings.m()))
              .withBeamWidth(settings.efConstruction())
              .withNeighborOverflow(OVERFLOW)
              .withAlpha(ALPHA)
              .withSimdExecutor(pool)
              .withParallelExecutor(pool)
              .build()) {
        pool.submit(
                () ->
                    IntStream.range(0, data.count())
                        .parallel()
                        .forEach(row -> builder.addGraphNode(row, rows.getVector(row))))
            .join();
        builder.cleanup();
        write(builder.getGraph(), rows, folder.resolve(GRAPH));
      }
      try (var out = new BufferedRandomAccessWriter(folder.resolve(CODES))) {
        quantised.write(out);
      }
    }
    return (System.nanoTime() - started) / 1e9;
  }

  @Override
  public Searcher open(DataSet data, Path folder) throws IOException {
    return new JVectorSearcher(folder.resolve(GRAPH), folder.resolve(CODES));
  }

  private static int clusters(DataSet data) {
    return Math.min(CLUSTERS, data.count());
  }

  private static void write(ImmutableGraphIndex graph, JVectorRows rows, Path file)
      throws IOException {
    try (var writer =
        GraphIndexWriter.getBuilderFor(GraphIndexWriterTypes.RANDOM_ACCESS_PARALLEL, graph, file)
            .with(new InlineVectors(rows.dimension()))
            .build()) {
      writer.write(
          Map.of(FeatureId.INLINE_VECTORS, row -> new InlineVectors.State(rows.getVector(row))));
    }
  }
}
