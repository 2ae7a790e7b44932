package io.niteru.bench;

import io.niteru.bench.contest.Contest;
import io.niteru.bench.contest.DroppedCaches;
import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.Contestants;
import io.niteru.bench.peers.Settings;
import io.niteru.bench.report.IndexReport;
import io.niteru.features.exact.GroundTruth;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code niteru bench index}: build and search, ours beside its peers. */
@Command(
    name = "index",
    description =
        "Builds and searches the same vectors with Niteru and Lucene, each in a JVM of its own, and"
            + " compares recall, latency, build time and memory.",
    mixinStandardHelpOptions = true)
final class IndexBench implements Callable<Integer> {
  @Mixin private ContestOptions options;

  @Option(
      names = "--contestants",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "ours,lucene,lucene-4bit",
      description =
          "Any of ours, lucene, lucene-8bit, lucene-4bit, lucene-2bit, lucene-1bit"
              + " (${DEFAULT-VALUE}).")
  private List<String> contestants;

  @Option(
      names = "--cold",
      description =
          "Also searches with an empty page cache before the first query of a sweep; as root, on"
              + " Linux.")
  private boolean cold;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = options.build.settings();
    Contestants.check(contestants);
    if (cold) {
      DroppedCaches.check();
    }
    PrintWriter log = spec.commandLine().getErr();
    try (WorkFolder work = WorkFolder.open(options.build.work, options.keep)) {
      DataSet data = work.vectors(options.build, options.reuse, log);
      try (Contest contest =
          new Contest(contestants, data, settings, work.path(), options.heap, log)) {
        contest.build(options.reuse);
        GroundTruth truth = data.truth(settings.k(), null, log);
        contest.search(truth, options.rounds(), beam -> true, true);
        if (cold) {
          contest.searchCold();
        }
        IndexReport report =
            IndexReport.of(
                data, settings, options.rounds(), contest.outcomes(), contest.failures());
        report.print(spec.commandLine().getOut());
        options.build.json.write(report);
        return report.failures().isEmpty() ? 0 : 2;
      }
    }
  }
}
