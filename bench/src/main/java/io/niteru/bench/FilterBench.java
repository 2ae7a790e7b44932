package io.niteru.bench;

import io.niteru.bench.contest.Contest;
import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.Contestants;
import io.niteru.bench.peers.Settings;
import io.niteru.bench.report.FilterReport;
import io.niteru.bench.report.FilterReport.Filtered;
import io.niteru.features.exact.GroundTruth;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code niteru bench filters}: searches among few or many of the vectors. */
@Command(
    name = "filters",
    description = "Searches with filters that let half, a tenth, … of the vectors through.",
    mixinStandardHelpOptions = true)
final class FilterBench implements Callable<Integer> {
  private static final Set<Integer> BEAMS = Set.of(32, 64, 128, 256);

  @Mixin private ContestOptions options;

  @Option(
      names = "--contestants",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "ours,lucene",
      description = "As of bench index (${DEFAULT-VALUE}).")
  private List<String> contestants;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = options.build.settings();
    Contestants.check(contestants);
    PrintWriter log = spec.commandLine().getErr();
    try (WorkFolder work = WorkFolder.open(options.build.work, options.keep)) {
      DataSet data = work.vectors(options.build, options.reuse, log);
      try (Contest contest =
          new Contest(contestants, data, settings, work.path(), options.heap, log)) {
        contest.build(options.reuse);
        List<Filtered> filtered = new ArrayList<>();
        for (Map.Entry<String, Integer> filter : filters(data.count()).entrySet()) {
          int rows = filter.getValue();
          contest.allow(rows);
          GroundTruth truth = data.truth(settings.k(), contest.selection(rows), log);
          filtered.add(
              new Filtered(
                  filter.getKey(),
                  rows,
                  contest.search(
                      truth, options.rounds(), beam -> BEAMS.contains(beam.ef()), false)));
        }
        FilterReport report =
            new FilterReport(data, settings, options.rounds(), filtered, contest.failures());
        report.print(spec.commandLine().getOut());
        options.build.json.write(report);
        return report.failures().isEmpty() ? 0 : 2;
      }
    }
  }

  private static Map<String, Integer> filters(int count) {
    Map<String, Integer> filters = new LinkedHashMap<>();
    filters.put("50 %", Math.max(1, count / 2));
    filters.put("10 %", Math.max(1, count / 10));
    filters.put("1 %", Math.max(1, count / 100));
    filters.put("0.1 %", Math.max(1, count / 1000));
    filters.put("10 rows", Math.min(count, 10));
    return filters;
  }
}
