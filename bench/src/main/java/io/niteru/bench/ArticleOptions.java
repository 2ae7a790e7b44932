package io.niteru.bench;

import io.niteru.bench.data.DataSets;
import io.niteru.bench.data.Features;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What {@code niteru bench article} loads, and how. */
final class ArticleOptions {
  private static final int GENERATED = 1_000_000;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Documents to load: all of --data, or 1000000 generated ones.")
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
      description = "Values a vector (default: ${DEFAULT-VALUE}).")
  private int dimension;

  @Option(
      names = "--searches",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Searches of a series; queries come again (default: ${DEFAULT-VALUE}).")
  int searches;

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "10",
      description = "Hits of a search (default: ${DEFAULT-VALUE}).")
  int k;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description = "Shards of the index; the article had 5 (default: ${DEFAULT-VALUE}).")
  int shards;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "200",
      description = "Documents of a bulk request (default: ${DEFAULT-VALUE}).")
  int batch;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "2g",
      description = "Largest heap of the engine, as of niteru serve (default: ${DEFAULT-VALUE}).")
  String heap;

  @Option(
      names = "--engine-jvm",
      paramLabel = "FLAGS",
      description = "More flags for the engine's JVM, to profile it.")
  String jvm;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Folder for vectors and the engine's data; a temporary one if not given.")
  Path work;

  @Option(
      names = "--keep",
      description = "Leave the index and, in --work, what was generated and the logs.")
  boolean keep;

  /** What to load: as given, or generated into a folder. */
  Features features(Path folder, PrintWriter log) throws IOException {
    positive("--dimension", dimension);
    positive("--searches", searches);
    positive("--k", k);
    positive("--shards", shards);
    positive("--batch", batch);
    if (count != null) {
      positive("--count", count);
    }
    if (data != null) {
      return new Features(data, queries, dimension, count == null ? DataSets.ALL : count);
    }
    if (queries != null) {
      throw new IllegalArgumentException("--queries needs --data");
    }
    return DataSets.generate(
        folder.resolve("generated"), count == null ? GENERATED : count, dimension, log);
  }

  private static void positive(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, not " + value);
    }
  }
}
