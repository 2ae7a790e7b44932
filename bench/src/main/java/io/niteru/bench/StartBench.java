package io.niteru.bench;

import io.niteru.bench.article.Truth;
import io.niteru.bench.article.Vectors;
import io.niteru.bench.report.StartReport;
import io.niteru.bench.start.NiteruScript;
import io.niteru.bench.start.Start;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code niteru bench start}: the first searches after a start. */
@Command(
    name = "start",
    description = {
      "Starts an engine that has an index and searches at once, with the archives of classes"
          + " that the launcher keeps and without, in turns. Five minutes on 2 cores."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {"", "Examples:", "  niteru bench start", "  niteru bench start --rounds 9"})
final class StartBench implements Callable<Integer> {
  private static final int K = 10;

  @Mixin private DataOptions vectors;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Documents of the index (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Starts with and without (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--searches",
      paramLabel = "N",
      defaultValue = "1100",
      description = "After each start (default: ${DEFAULT-VALUE}).")
  private int searches;

  @Mixin private WorkOption work;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter log = spec.commandLine().getErr();
    DataOptions.positive("--count", count);
    DataOptions.positive("--rounds", rounds);
    DataOptions.positive("--searches", searches);
    NiteruScript script = NiteruScript.here();
    List<Start> starts = new ArrayList<>();
    try (WorkFolder folder = work.open();
        Vectors loaded = Vectors.open(vectors.source(folder.path(), count, log))) {
      Truth truth = Truth.of(loaded, K);
      Path data = folder.path().resolve("engine");
      Start.prepare(script, loaded, data, log);
      for (int round = 0; round < rounds; round++) {
        for (NiteruScript turn : Start.turns(script)) {
          starts.add(Start.of(turn, loaded, truth, data, searches, K));
        }
      }
    }
    var report = new StartReport(count, searches, starts);
    report.print(spec.commandLine().getOut());
    json.write(report);
    return 0;
  }
}
