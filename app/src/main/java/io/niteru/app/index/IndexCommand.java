package io.niteru.app.index;

import io.niteru.app.cli.Range;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.EngineOptions;
import io.niteru.app.engine.GraphOptions;
import io.niteru.app.engine.ImageIndex;
import io.niteru.core.codec.NiteruVectorsFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code niteru index}: features into an engine. */
@Command(
    name = "index",
    description = "Loads extracted features into an engine.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A load that was interrupted goes on where it stopped when the command is run again.",
      "",
      "Examples:",
      "  niteru index features",
      "  niteru index features --url https://admin:secret@cluster:9200 --shards 5",
      "  niteru index article --dim 1280      a folder with fvecs.bin and fnames.txt, made"
          + " elsewhere"
    })
public final class IndexCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder with fvecs.bin and fnames.txt.")
  private Path folder;

  @Mixin private EngineOptions options;

  @Option(
      names = "--dim",
      paramLabel = "N",
      description = "Floats in a row, where niteru extract did not write the folder.")
  private Integer dimension;

  @Mixin private GraphOptions graph;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description = "Shards of a new index (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "200",
      description = "Documents of a bulk request (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--replace",
      description = "Removes an index of that name that holds other features.")
  private boolean replace;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Range.check("--batch", batch, 1, 10_000);
    Range.check("--shards", shards, 1, 1_024);
    if (dimension != null) {
      Range.check("--dim", dimension, 1, NiteruVectorsFormat.MAX_DIMENSIONS);
    }
    graph.check();
    var indexing =
        new Indexing(
            new ImageIndex.Settings(graph.m(), graph.efConstruction(), graph.efSearch(), shards),
            batch,
            replace);
    var err = spec.commandLine().getErr();
    try (Engine engine = options.engine(err)) {
      long count = indexing.load(folder, dimension, engine, options.indexName(), err);
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%,d pictures are searchable in %s/%s%n",
              count,
              engine.address(),
              options.indexName());
    }
    return 0;
  }
}
