package io.niteru.bench;

import io.niteru.app.cli.Failures;
import io.niteru.app.cli.LuceneLog;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. */
@Command(
    name = "niteru bench",
    description = "Measures Niteru beside its peers.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    subcommands = {
      IndexBench.class,
      FilterBench.class,
      RecallBench.class,
      MergeBench.class,
      ExactBench.class,
      ArticleBench.class,
      StartBench.class,
      PoliciesBench.class,
      TuningBench.class,
      ExtractBench.class,
      JmhBench.class,
      HelpCommand.class
    })
public final class Bench implements Runnable {
  @Spec private CommandSpec spec;

  /**
   * Runs one benchmark and exits: 0 done, 2 bad input or a condition the user can mend, 1 a bug.
   */
  public static void main(String[] args) {
    LuceneLog.quieten();
    System.exit(Failures.execute(commandLine(), args));
  }

  /** The command line as {@link #main} runs it; tests give it other streams. */
  static CommandLine commandLine() {
    CommandLine line =
        new CommandLine(new Bench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new Failures())
            .setParameterExceptionHandler(new Failures());
    line.getSubcommands().get("jmh").setUnmatchedOptionsArePositionalParams(true);
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
