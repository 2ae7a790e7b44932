package io.niteru.app;

import io.niteru.app.cli.Failures;
import io.niteru.app.cli.LuceneLog;
import io.niteru.app.demo.DemoCommand;
import io.niteru.app.extract.ExtractCommand;
import io.niteru.app.index.IndexCommand;
import io.niteru.app.search.SearchCommand;
import io.niteru.app.verify.VerifyCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line: one subcommand a step from a folder of pictures to its look-alikes. */
@Command(
    name = "niteru",
    description = "Finds the pictures that look like a given picture.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    subcommands = {
      DemoCommand.class,
      ExtractCommand.class,
      ServeCommand.class,
      IndexCommand.class,
      SearchCommand.class,
      VerifyCommand.class,
      HelpCommand.class
    })
public final class Niteru implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs one command and exits: 0 done, 2 bad input or a condition the user can mend, 1 a bug. */
  public static void main(String[] args) {
    LuceneLog.quieten();
    System.exit(Failures.execute(commandLine(), args));
  }

  /** The command line as {@link #main} runs it; tests give it other streams. */
  static CommandLine commandLine() {
    return new CommandLine(new Niteru())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(new Failures());
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
  }
}
