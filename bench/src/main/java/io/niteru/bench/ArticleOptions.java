package io.niteru.bench;

import io.niteru.app.cli.Range;
import io.niteru.bench.data.FeatureSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code niteru bench article} loads, and how. */
final class ArticleOptions {
  private static final int GENERATED = 1_000_000;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Documents to load: all of --data, or 1000000 generated ones.")
  private Integer count;

  @Mixin private DataOptions vectors;

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
      defaultValue = "",
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
  FeatureSource features(Path folder, PrintWriter log) throws IOException {
    DataOptions.positive("--searches", searches);
    Range.check("--k", k, 1, 10_000);
    Range.check("--shards", shards, 1, 1_024);
    Range.check("--batch", batch, 1, 10_000);
    Optional<FeatureSource> given = vectors.given(count);
    if (given.isPresent()) {
      return given.get();
    }
    return vectors.generate(
        folder.resolve("generated"),
        count == null ? GENERATED : DataOptions.positive("--count", count),
        log);
  }
}
