package io.niteru.bench;

import io.niteru.bench.data.DataSets;
import io.niteru.bench.data.Features;
import io.niteru.bench.peers.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the commands that build indexes and search them. */
final class ContestOptions {
  private static final int GENERATED = 87_296;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Vectors to index: all of --data, or 87296 generated ones.")
  private Integer count;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Vectors: .fvecs, or raw little-endian float32. Without it they are generated: from"
              + " ../shared/data, or made up where that is missing.")
  private Path data;

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description = "Vectors to search for. Without it the last rows of --data are held back.")
  private Path queries;

  @Option(
      names = "--dimension",
      paramLabel = "N",
      defaultValue = "1280",
      description = "Values a vector (${DEFAULT-VALUE}).")
  private int dimension;

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "10",
      description = "Hits of a search (${DEFAULT-VALUE}).")
  private int k;

  @Option(
      names = "--m",
      paramLabel = "M",
      defaultValue = "48",
      description = "Neighbours of a node (${DEFAULT-VALUE}).")
  private int m;

  @Option(
      names = "--ef-construction",
      paramLabel = "N",
      defaultValue = "128",
      description = "Candidates while building (${DEFAULT-VALUE}).")
  private int efConstruction;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds to take the medians of (${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "6g",
      description = "Largest heap of each contestant's JVM (${DEFAULT-VALUE}).")
  String heap;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Folder for vectors and indexes; a temporary one if not given.")
  Path work;

  @Option(names = "--keep", description = "Leave vectors, indexes and logs in --work.")
  boolean keep;

  @Option(
      names = "--reuse",
      description = "Take vectors and indexes from --work that an earlier run kept.")
  boolean reuse;

  @Option(names = "--json", paramLabel = "OUT", description = "Write the results to this file.")
  Path json;

  Settings settings() {
    return new Settings(
        positive("--k", k),
        positive("--m", m),
        positive("--ef-construction", efConstruction),
        Runtime.getRuntime().availableProcessors());
  }

  /** The vectors asked for, unless they are to be generated. */
  Optional<Features> given() {
    if (data == null && queries != null) {
      throw new IllegalArgumentException("--queries needs --data");
    }
    return data == null
        ? Optional.empty()
        : Optional.of(
            new Features(
                data,
                queries,
                dimension,
                count == null ? DataSets.ALL : positive("--count", count)));
  }

  int generated() {
    return count == null ? GENERATED : positive("--count", count);
  }

  int dimension() {
    return positive("--dimension", dimension);
  }

  private static int positive(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, not " + value);
    }
    return value;
  }
}
