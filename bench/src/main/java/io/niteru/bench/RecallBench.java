package io.niteru.bench;

import io.niteru.app.cli.Progress;
import io.niteru.bench.data.DataSet;
import io.niteru.bench.data.HeldBack;
import io.niteru.bench.peers.BeamWidth;
import io.niteru.bench.peers.Contestant;
import io.niteru.bench.peers.Contestants;
import io.niteru.bench.peers.Settings;
import io.niteru.bench.report.RecallReport;
import io.niteru.bench.report.RecallReport.Asked;
import io.niteru.features.exact.GroundTruth;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.lucene.util.IOUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code niteru bench recall}: whether a recall that is asked for is had. */
@Command(
    name = "recall",
    description =
        "Asks for a recall in place of a beam, of indexes of a third, two thirds and all rows; for"
            + " the queries, and for rows held back with all their nearest.",
    mixinStandardHelpOptions = true)
final class RecallBench implements Callable<Integer> {
  private static final int PARTS = 3;
  private static final BeamWidth NONE = new BeamWidth(0, 0);

  @Mixin private BuildOptions options;

  @Option(
      names = "--asked",
      split = ",",
      paramLabel = "R",
      defaultValue = "0.9,0.95,0.98,0.99,0.995,0.999",
      description = "Recalls to ask for (${DEFAULT-VALUE}).")
  private List<Double> asked;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds to take the medians of (${DEFAULT-VALUE}).")
  private int rounds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings();
    DataOptions.positive("--rounds", rounds);
    PrintWriter log = spec.commandLine().getErr();
    List<Contestant> contestants = new ArrayList<>();
    for (double recall : asked) {
      contestants.add(Contestants.asking(recall, settings));
    }
    List<Asked> results = new ArrayList<>();
    try (WorkFolder work = WorkFolder.open(options.work, false)) {
      DataSet data = work.vectors(options, false, log);
      for (int part = 1; part <= PARTS; part++) {
        int rows = (int) ((long) data.count() * part / PARTS);
        DataSet some = HeldBack.split(data, rows, work.path().resolve("part.bin"), log);
        Path folder = Files.createDirectories(work.path().resolve("part"));
        try (Progress progress = new Progress("index", 1, "merges", log)) {
          contestants.getFirst().build(some, folder);
          progress.step(1);
        }
        GroundTruth truth = some.truth(settings.k(), null, log);
        for (int i = 0; i < contestants.size(); i++) {
          results.add(
              search(some, data.queries(), folder, truth, asked.get(i), contestants.get(i)));
        }
        IOUtils.rm(folder, Path.of(some.file()));
      }
    }
    RecallReport report = new RecallReport(settings, rounds, results);
    report.print(spec.commandLine().getOut());
    options.json.write(report);
    return 0;
  }

  private Asked search(
      DataSet data, int given, Path folder, GroundTruth truth, double recall, Contestant contestant)
      throws IOException {
    float[][] queries = data.readQueries();
    int[][] hits = new int[queries.length][];
    double[] micros = new double[rounds];
    try (Contestant.Searcher searcher = contestant.open(data, folder)) {
      // One round more than is counted, which warms up.
      for (int round = -1; round < rounds; round++) {
        long started = System.nanoTime();
        for (int q = 0; q < queries.length; q++) {
          hits[q] = searcher.search(queries[q], options.settings().k(), NONE);
        }
        micros[Math.max(0, round)] = (System.nanoTime() - started) / 1e3 / queries.length;
      }
    }
    Arrays.sort(micros);
    return new Asked(
        data.count(),
        recall,
        truth.recall(hits, 0, given),
        truth.recall(hits, given, hits.length),
        micros[micros.length / 2]);
  }
}
