package io.niteru.bench;

import io.niteru.app.cli.Range;
import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.features.FeatureFile;
import io.niteru.features.exact.CertifiedIndex;
import io.niteru.features.exact.ExactIndex;
import io.niteru.features.exact.Metric;
import io.niteru.features.exact.Neighbor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code niteru bench exact}: exact search, ours beside Faiss. */
@Command(
    name = "exact",
    description = "Exact search in batches and alone, beside Faiss IndexFlatL2 where installed.",
    mixinStandardHelpOptions = true)
final class ExactBench implements Callable<Integer> {
  private static final int K = 10;

  @Parameters(index = "0", paramLabel = "FVECS", description = "Rows, float32 without headers.")
  private Path rows;

  @Parameters(index = "1", paramLabel = "QUERIES", description = "Queries, the same way.")
  private Path queries;

  @Option(
      names = "--dim",
      paramLabel = "N",
      defaultValue = "1280",
      description = "Floats in a row (default: ${DEFAULT-VALUE}).")
  private int dimension;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Turns each takes; medians are reported (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--single",
      paramLabel = "N",
      defaultValue = "20",
      description = "Single queries of a turn (default: ${DEFAULT-VALUE}).")
  private int single;

  @Spec private CommandSpec spec;

  /** What is timed, once a round. */
  private interface Turn {
    double millis() throws IOException;
  }

  private record Contestant(String name, Turn turn, List<Double> millis) {
    Contestant(String name, Turn turn) {
      this(name, turn, new ArrayList<>());
    }

    double median() {
      double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return sorted[sorted.length / 2];
    }
  }

  @Override
  public Integer call() throws IOException {
    Path codes = Files.createTempFile("codes", ".bin");
    Files.delete(codes);
    Range.check("--dim", dimension, 1, NiteruVectorsFormat.MAX_DIMENSIONS);
    DataOptions.positive("--rounds", rounds);
    try (FeatureFile file = FeatureFile.open(rows, dimension);
        FeatureFile asked = FeatureFile.open(queries, dimension)) {
      float[][] vectors = new float[asked.rows()][dimension];
      for (int q = 0; q < vectors.length; q++) {
        asked.read(q, vectors[q]);
      }
      ExactIndex exact = new ExactIndex(file, Metric.EUCLIDEAN);
      try (CertifiedIndex certified = CertifiedIndex.open(exact, codes)) {
        check(exact, certified, vectors);
        run(exact, certified, vectors);
      }
    } finally {
      Files.deleteIfExists(codes);
    }
    return 0;
  }

  private static void check(ExactIndex exact, CertifiedIndex certified, float[][] vectors) {
    Neighbor[][] all = exact.searchAll(vectors, K);
    for (int q = 0; q < vectors.length; q++) {
      if (!Arrays.equals(certified.search(vectors[q], K), all[q])) {
        throw new IllegalStateException("query " + q + " has two answers");
      }
    }
  }

  private void run(ExactIndex exact, CertifiedIndex certified, float[][] vectors)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(
        new Contestant("batch", () -> timed(vectors.length, () -> exact.searchAll(vectors, K))));
    contestants.add(
        new Contestant("single", () -> eachOf(vectors, vector -> exact.search(vector, K))));
    contestants.add(
        new Contestant(
            "single, codes first", () -> eachOf(vectors, vector -> certified.search(vector, K))));
    Optional<FaissFlat> faiss = FaissFlat.start(rows, queries, dimension, K);
    if (faiss.isPresent()) {
      contestants.add(new Contestant("Faiss batch", faiss.get()::batch));
      contestants.add(new Contestant("Faiss single", () -> faiss.get().single(count(vectors))));
      out.printf(Locale.ROOT, "Faiss %s threads%n", faiss.get().version());
    } else {
      out.println("no Faiss: apt install python3-faiss, or set NITERU_PYTHON");
    }
    try {
      for (int round = 0; round <= rounds; round++) {
        for (Contestant contestant : contestants) {
          double millis = contestant.turn().millis();
          // The first round warms up.
          if (round > 0) {
            contestant.millis().add(millis);
          }
        }
      }
    } finally {
      if (faiss.isPresent()) {
        faiss.get().close();
      }
    }
    out.printf(Locale.ROOT, "ms a query, medians of %d rounds%n", rounds);
    for (Contestant contestant : contestants) {
      out.printf(Locale.ROOT, "%-22s %9.3f%n", contestant.name(), contestant.median());
    }
    out.flush();
  }

  private int count(float[][] vectors) {
    return Math.min(single, vectors.length);
  }

  private interface Search {
    Neighbor[] of(float[] vector);
  }

  private double eachOf(float[][] vectors, Search search) {
    int count = count(vectors);
    return timed(
        count,
        () -> {
          for (int q = 0; q < count; q++) {
            search.of(vectors[q]);
          }
        });
  }

  private static double timed(int count, Runnable run) {
    long start = System.nanoTime();
    run.run();
    return (System.nanoTime() - start) / 1e6 / count;
  }
}
