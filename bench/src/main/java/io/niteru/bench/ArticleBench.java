package io.niteru.bench;

import io.niteru.app.engine.Engine;
import io.niteru.bench.article.ArticleIndex;
import io.niteru.bench.article.EngineProcess;
import io.niteru.bench.article.Ingest;
import io.niteru.bench.article.Machine;
import io.niteru.bench.article.Searches;
import io.niteru.bench.article.Settling;
import io.niteru.bench.article.Truth;
import io.niteru.bench.article.Vectors;
import io.niteru.bench.process.ProcessMemory;
import io.niteru.bench.report.ArticlePage;
import io.niteru.bench.report.ArticleReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code niteru bench article}: the article's experiment, end to end. */
@Command(
    name = "article",
    description = {
      "Repeats the experiment of 2020: loads a million features through _bulk into an engine and"
          + " searches them, and prints the article's figures beside what it measures.",
      "",
      "The engine is `niteru serve` in a process of its own with nothing tuned, or any at --url."
          + " opensearch-java loads, one request after another; searches go over one connection"
          + " with hardly any client, so that their times are the engine's. They begin, without a"
          + " warm-up, once _cat/indices shows all documents, and once more when merges are over."
          + " Recall is against exact search."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  niteru bench article --count 87296 --html article.html",
      "  niteru bench article --work /mnt/disk --json article.json     a million, 18 GB of disk",
      "  niteru bench article --data fvecs.bin --queries queries.bin --shards 5",
      "  niteru bench article --data fvecs.bin --url https://admin:secret@cluster:9200"
    })
final class ArticleBench implements Callable<Integer> {
  @Mixin private ArticleOptions options;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "An engine that runs; without it one is started.")
  private String url;

  @Option(
      names = "--index",
      paramLabel = "NAME",
      defaultValue = "niteru-article",
      description = "The index to make (default: ${DEFAULT-VALUE}).")
  private String index;

  @Mixin private JsonOption json;

  @Option(names = "--html", paramLabel = "OUT", description = "Write a page of them to this file.")
  private Path html;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter log = spec.commandLine().getErr();
    try (WorkFolder folder = WorkFolder.open(options.work, options.keep);
        Vectors vectors = Vectors.open(options.features(folder.path(), log))) {
      log.printf(Locale.ROOT, "exact search for %,d queries%n", vectors.queries().length);
      Truth truth = Truth.of(vectors, options.k);
      if (url != null) {
        report(url, vectors, truth, log);
      } else {
        try (EngineProcess engine =
            EngineProcess.start(
                folder.path().resolve("engine"),
                options.heap,
                Arrays.stream(options.jvm.split(" ")).filter(flag -> !flag.isEmpty()).toList())) {
          report(engine.url(), vectors, truth, log);
        }
      }
    }
    return 0;
  }

  private void report(String address, Vectors vectors, Truth truth, PrintWriter log)
      throws IOException {
    try (Engine engine = Engine.at(address)) {
      ArticleReport report = measure(new ArticleIndex(engine, index), vectors, truth, log);
      report.print(spec.commandLine().getOut());
      json.write(report);
      if (html != null) {
        ArticlePage.write(html, report);
      }
    }
  }

  private ArticleReport measure(ArticleIndex article, Vectors vectors, Truth truth, PrintWriter log)
      throws IOException {
    float[][] queries = vectors.queries();
    article.create(options.shards, vectors.rows().dimension());
    try {
      Ingest ingest = Ingest.run(vectors.rows(), article, options.batch, log);
      log.printf(Locale.ROOT, "searches%n");
      Settling settling = new Settling(article);
      Searches searches =
          Searches.run(article, queries, options.searches, options.k, truth, settling);
      long before = article.listing().storeBytes();
      log.printf(Locale.ROOT, "merges%n");
      double merging = settling.await(log);
      Searches merged =
          Searches.run(article, queries, options.searches, options.k, truth, settling);
      article.flush();
      return new ArticleReport(
          setup(article, vectors),
          ingest,
          ingest.visibleSeconds() + merging,
          searches,
          merged,
          article.listing().storeBytes(),
          before,
          new ArticleReport.Memory(
              article.memory().orElse(null),
              ProcessMemory.of(ProcessHandle.current().pid()).orElse(null)));
    } finally {
      if (!options.keep) {
        article.delete();
      }
    }
  }

  private ArticleReport.Setup setup(ArticleIndex article, Vectors vectors) throws IOException {
    return new ArticleReport.Setup(
        article.version() + " at " + article.engine().address(),
        vectors.rows().rows(),
        vectors.rows().dimension(),
        options.shards,
        options.batch,
        options.searches,
        Math.min(options.searches, vectors.queries().length),
        options.k,
        Machine.here());
  }
}
