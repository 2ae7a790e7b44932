package io.niteru.plugin.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Performs operations and compares; a failure says how it came about. */
final class Run {
  private final World world;
  private final Generator generator;
  private final long seed;
  private final Path journal;
  private final Report report = new Report();

  Run(World world, Generator generator, long seed, Path journal) {
    this.world = world;
    this.generator = generator;
    this.seed = seed;
    this.journal = journal;
  }

  void perform(int round, List<Operation> operations) throws IOException {
    for (Operation operation : operations) {
      try {
        world.perform(operation);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(failure(round, List.of(String.valueOf(e.getMessage()))), e);
      }
    }
  }

  /** Compares every index with its model, in many ways. */
  void compare(int round, int searches) throws IOException {
    world.rest().note("# round " + round);
    var sources = new Sources(world, generator, report);
    var checks = new Searches(world, generator, report);
    for (IndexModel index : world.indexes()) {
      world.rest().post("/" + index.name() + "/_refresh", null);
      if (generator.has(Feature.SOURCE)) {
        sources.check(index);
      }
      checks.check(index, searches);
      if (generator.has(Feature.WALKS)) {
        new Walks(checks, generator, report).check(index);
      }
    }
    if (report.failed() > 0) {
      throw new AssertionError(failure(round, report.discrepancies()));
    }
    world.agreed();
  }

  long comparisons() {
    return report.comparisons();
  }

  private String failure(int round, List<String> found) throws IOException {
    Stream<String> done = world.recent().stream().map(operation -> "  " + shorten(operation));
    Stream<String> wrong =
        Stream.concat(
            found.stream().map(line -> "  " + line),
            Stream.of("  (%d of %d comparisons)".formatted(report.failed(), report.comparisons())));
    Stream<String> log = world.node().complaints().stream().map(line -> "  " + line);
    return Stream.of(
            Stream.of(
                "seed %d, round %d; all requests are in %s"
                    .formatted(seed, round, journal.toAbsolutePath()),
                "again: " + again(round)),
            Stream.of("done since the last good comparison:"),
            done,
            Stream.of("found:"),
            wrong,
            Stream.of("the node's log:"),
            log)
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private String again(int round) {
    return ("mvn -pl plugin -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ModelTest"
            + " -Dniteru.model.seed=%d -Dniteru.model.rounds=%d%s verify")
        .formatted(seed, Math.max(1, round), generator.without());
  }

  private static String shorten(Operation operation) {
    String text = operation.toString();
    return text.length() <= 300 ? text : text.substring(0, 300) + "...";
  }
}
