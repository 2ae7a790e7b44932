package io.niteru.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code niteru bench jmh}. */
@Command(
    name = "jmh",
    description = "Runs the JMH benchmarks; -l lists them, -h is the help of JMH.")
final class JmhBench implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "ARG", description = "Arguments of JMH.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException {
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
