package io.niteru.bench;

import io.niteru.app.cli.Range;
import io.niteru.bench.data.FeatureSource;
import io.niteru.bench.peers.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which index a benchmark builds, and where. */
final class BuildOptions {
  private static final int GENERATED = 87_296;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Vectors to index: all of --data, or 87296 generated ones.")
  private Integer count;

  @Mixin private DataOptions vectors;

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
      names = "--work",
      paramLabel = "DIR",
      description = "Folder for vectors and indexes; a temporary one if not given.")
  Path work;

  @Mixin JsonOption json;

  Settings settings() {
    return new Settings(
        Range.check("--k", k, 1, 10_000),
        Range.check("--m", m, 2, 512),
        Range.check("--ef-construction", efConstruction, 2, 3_200),
        Runtime.getRuntime().availableProcessors());
  }

  /** The vectors asked for, unless they are to be generated. */
  Optional<FeatureSource> given() {
    return vectors.given(count);
  }

  private int generated() {
    return count == null ? GENERATED : DataOptions.positive("--count", count);
  }

  /** Generates the vectors. */
  FeatureSource generate(Path folder, PrintWriter log) throws IOException {
    return vectors.generate(folder, generated(), log);
  }

  /** What is generated, in words. */
  String describe() {
    return "generated " + generated() + " " + vectors.made() + " " + vectors.dimension();
  }
}
