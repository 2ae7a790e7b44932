package io.niteru.bench;

import io.niteru.app.cli.Range;
import io.niteru.bench.data.DataSets;
import io.niteru.bench.data.FeatureSource;
import io.niteru.bench.data.Made;
import io.niteru.core.codec.NiteruVectorsFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which vectors a benchmark takes. */
final class DataOptions {
  /** Rows, documents or turns of a benchmark. */
  private static final int MOST = 100_000_000;

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
      names = "--made",
      paramLabel = "KIND",
      defaultValue = "features",
      description =
          "What to generate without --data (${DEFAULT-VALUE}): features, sphere (Gaussian clusters"
              + " on the unit sphere), sphere_elsewhere (with queries from elsewhere).")
  private Made made;

  @Option(
      names = "--dimension",
      paramLabel = "N",
      defaultValue = "1280",
      description = "Values a vector (${DEFAULT-VALUE}).")
  private int dimension;

  /**
   * The vectors asked for, unless they are to be generated.
   *
   * @param count how many of them, or null for all
   */
  Optional<FeatureSource> given(Integer count) {
    if (data == null && queries != null) {
      throw new IllegalArgumentException("--queries needs --data");
    }
    return Optional.ofNullable(data)
        .map(file ->
            new FeatureSource(
                file,
                queries,
                dimension(),
                count == null ? DataSets.ALL : positive("--count", count)));
  }

  /** Generates as many vectors as that into a folder. */
  FeatureSource generate(Path folder, int count, PrintWriter log) throws IOException {
    return DataSets.generate(made, folder, count, dimension(), log);
  }

  /** The vectors asked for; generated into a folder if they are to be. */
  FeatureSource source(Path folder, int count, PrintWriter log) throws IOException {
    Optional<FeatureSource> given = given(count);
    return given.isPresent() ? given.get() : generate(folder.resolve("generated"), count, log);
  }

  /** What was asked for, in a word. */
  String made() {
    return made.name().toLowerCase(Locale.ROOT);
  }

  int dimension() {
    return Range.check("--dimension", dimension, 1, NiteruVectorsFormat.MAX_DIMENSIONS);
  }

  static int positive(String option, int value) {
    return Range.check(option, value, 1, MOST);
  }
}
