package io.niteru.bench;

import io.niteru.app.cli.Progress;
import io.niteru.app.cli.Range;
import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.BeamWidth;
import io.niteru.bench.peers.Contestant;
import io.niteru.bench.peers.Contestants;
import io.niteru.bench.peers.Settings;
import io.niteru.bench.report.TuningReport;
import io.niteru.bench.report.TuningReport.Tried;
import io.niteru.bench.tuning.Variant;
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

/** {@code niteru bench tuning}: what half and twice of each fitted constant cost. */
@Command(
    name = "tuning",
    description = {
      "Searches with half and twice of each constant of SearchTuning, in turns with the usual ones,"
          + " and builds with those of BuildTuning; and tells what Lucene's HNSW finds with the"
          + " same M, efConstruction and efSearch."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  niteru bench tuning",
      "  niteru bench tuning --builds=false --made sphere_elsewhere --dimension 768 --count 50000"
    })
final class TuningBench implements Callable<Integer> {
  @Mixin private BuildOptions options;

  @Option(
      names = "--ef-search",
      paramLabel = "N",
      defaultValue = "100",
      description = "The beam (${DEFAULT-VALUE}).")
  private int efSearch;

  @Option(
      names = "--builds",
      defaultValue = "true",
      fallbackValue = "true",
      arity = "0..1",
      description = "Whether to build with other constants, too (${DEFAULT-VALUE}).")
  private boolean builds;

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
    var beam = new BeamWidth(Range.check("--ef-search", efSearch, 1, 10_000), 0);
    PrintWriter log = spec.commandLine().getErr();
    try (WorkFolder work = WorkFolder.open(options.work, false)) {
      DataSet data = work.vectors(options, false, log);
      GroundTruth truth = data.truth(settings.k(), null, log);
      Path usual = work.path().resolve("usual");
      double seconds = build(Contestants.tuned(Variant.NONE, settings), data, usual);
      double lucene = lucene(data, truth, settings, beam, work.path().resolve("lucene"));
      List<Tried> tried = new ArrayList<>();
      List<Variant> variants = new ArrayList<>(List.of(Variant.NONE));
      variants.addAll(Variant.ofSearches());
      if (builds) {
        variants.addAll(Variant.ofBuilds());
      }
      try (var progress = new Progress("tuning", variants.size(), "variants", log)) {
        for (Variant variant : variants) {
          boolean same = variant.build().equals(Variant.NONE.build());
          Contestant contestant = Contestants.tuned(variant, settings);
          Path folder = same ? usual : work.path().resolve("variant");
          double built =
              same ? variant == Variant.NONE ? seconds : 0 : build(contestant, data, folder);
          try (var baseline = Contestants.tuned(Variant.NONE, settings).open(data, usual);
              var changed = contestant.open(data, folder)) {
            tried.add(compare(variant, built, data, truth, beam, baseline, changed));
          }
          if (!same) {
            IOUtils.rm(folder);
          }
          progress.step(1);
        }
      }
      var report = new TuningReport(data, settings, efSearch, lucene, tried);
      report.print(spec.commandLine().getOut());
      options.json.write(report);
    }
    return 0;
  }

  private static double build(Contestant contestant, DataSet data, Path folder) throws IOException {
    return contestant.build(data, Files.createDirectories(folder));
  }

  private double lucene(
      DataSet data, GroundTruth truth, Settings settings, BeamWidth beam, Path folder)
      throws IOException {
    Contestant lucene = Contestants.named("lucene", settings);
    build(lucene, data, folder);
    int[][] hits = new int[data.queries()][];
    try (Contestant.Searcher searcher = lucene.open(data, folder)) {
      search(searcher, data.readQueries(), settings.k(), beam, hits);
    }
    IOUtils.rm(folder);
    return truth.recall(hits);
  }

  /** In turns; a round more than is counted warms up. */
  private Tried compare(
      Variant variant,
      double built,
      DataSet data,
      GroundTruth truth,
      BeamWidth beam,
      Contestant.Searcher baseline,
      Contestant.Searcher changed)
      throws IOException {
    float[][] queries = data.readQueries();
    int k = options.settings().k();
    int[][] hits = new int[queries.length][];
    double[] micros = new double[rounds];
    double[] ratios = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      double usual = search(baseline, queries, k, beam, hits);
      double now = search(changed, queries, k, beam, hits);
      micros[Math.max(0, round)] = now;
      ratios[Math.max(0, round)] = now / usual;
    }
    Arrays.sort(micros);
    Arrays.sort(ratios);
    return new Tried(variant, built, truth.recall(hits), micros[rounds / 2], ratios[rounds / 2]);
  }

  /** Mean microseconds of a query. */
  private static double search(
      Contestant.Searcher searcher, float[][] queries, int k, BeamWidth beam, int[][] hits)
      throws IOException {
    long started = System.nanoTime();
    for (int q = 0; q < queries.length; q++) {
      hits[q] = searcher.search(queries[q], k, beam);
    }
    return (System.nanoTime() - started) / 1e3 / queries.length;
  }
}
