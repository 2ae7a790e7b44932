package io.niteru.bench;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that let contestants build indexes and search them. */
final class ContestOptions {
  @Mixin BuildOptions build;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds to take the medians of (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "6g",
      description = "Largest heap of each contestant's JVM (${DEFAULT-VALUE}).")
  String heap;

  @Option(names = "--keep", description = "Leave vectors, indexes and logs in --work.")
  boolean keep;

  @Option(
      names = "--reuse",
      description = "Take vectors and indexes from --work that an earlier run kept.")
  boolean reuse;

  int rounds() {
    return DataOptions.positive("--rounds", rounds);
  }
}
