package io.niteru.bench;

import io.niteru.bench.article.Truth;
import io.niteru.bench.article.Vectors;
import io.niteru.bench.policies.Policy;
import io.niteru.bench.policies.PolicyRun;
import io.niteru.bench.report.PoliciesReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.lucene.util.IOUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code niteru bench policies}: what the engine's policies are worth. */
@Command(
    name = "policies",
    description = {
      "Runs three loads in an engine of its own, with all policies on and with one off, in turns:"
          + " the article's experiment, a writer and four who search, and a plain user who adds a"
          + " document a second and searches now and then. Seven minutes a run for 200,000"
          + " documents on 2 cores."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  niteru bench policies --json policies.json",
      "  niteru bench policies --without search_priority --count 87296"
    })
final class PoliciesBench implements Callable<Integer> {
  @Mixin private DataOptions vectors;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Documents of the article's experiment (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--without",
      paramLabel = "POLICY",
      split = ",",
      defaultValue = "merge_queue,search_priority,idle_merge,index_defaults",
      description = "What to turn off, in this order (default: ${DEFAULT-VALUE}).")
  private List<Policy> without;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description = "Shards of the article's index (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "Length of the other two loads, each (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Mixin private WorkOption work;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter log = spec.commandLine().getErr();
    DataOptions.positive("--count", count);
    DataOptions.positive("--seconds", seconds);
    var size = new PolicyRun.Size(DataOptions.positive("--shards", shards), 1_000, 10, seconds);
    List<PolicyRun> runs = new ArrayList<>();
    try (WorkFolder folder = work.open();
        Vectors loaded = Vectors.open(vectors.source(folder.path(), count, log))) {
      Truth truth = Truth.of(loaded, size.k());
      for (Policy policy : turns()) {
        log.printf(Locale.ROOT, "%s%n", policy.label());
        log.flush();
        Path engine = folder.path().resolve("engine");
        runs.add(PolicyRun.of(policy, loaded, truth, size, engine, log));
        IOUtils.rm(engine);
      }
    }
    var report = new PoliciesReport(count, size, runs);
    report.print(spec.commandLine().getOut());
    json.write(report);
    return 0;
  }

  /** All on before, after, and between every two that are off. */
  private List<Policy> turns() {
    List<Policy> turns = new ArrayList<>();
    for (int i = 0; i < without.size(); i++) {
      if (i % 2 == 0) {
        turns.add(Policy.NONE);
      }
      turns.add(without.get(i));
    }
    turns.add(Policy.NONE);
    return turns;
  }
}
