package io.niteru.bench.policies;

import io.niteru.app.engine.Engine;
import io.niteru.bench.article.ArticleIndex;
import io.niteru.bench.article.EngineProcess;
import io.niteru.bench.article.Ingest;
import io.niteru.bench.article.Searches;
import io.niteru.bench.article.Settling;
import io.niteru.bench.article.Truth;
import io.niteru.bench.article.Vectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * All loads, in an engine that has just been started.
 *
 * @param without what was turned off
 * @param ingest of the article's experiment
 * @param mergedSeconds from its first document until merges were over
 * @param visible searches of it once all documents were visible
 * @param merged and once merges were over
 * @param storeBytes of it then
 * @param plain a plain user of the same index
 * @param mixed a writer and four who search, in another index
 */
public record PolicyRun(
    Policy without,
    Ingest ingest,
    double mergedSeconds,
    Searches visible,
    Searches merged,
    long storeBytes,
    PlainUser plain,
    MixedLoad mixed) {

  /**
   * How much of each load.
   *
   * @param shards of the article's index
   * @param searches of a series
   * @param k hits of a search
   * @param seconds of the other two loads, each
   */
  public record Size(int shards, int searches, int k, int seconds) {}

  private static final int BATCH = 200;

  /** Does all of it. */
  public static PolicyRun of(
      Policy without, Vectors vectors, Truth truth, Size size, Path folder, PrintWriter log)
      throws IOException {
    try (EngineProcess process = EngineProcess.start(folder, "2g", List.of());
        Engine engine = Engine.at(process.url())) {
      without.turnOff(engine);
      int dimension = vectors.rows().dimension();
      var article = new ArticleIndex(engine, "article");
      article.create(size.shards(), dimension);
      Ingest ingest = Ingest.run(vectors.rows(), article, BATCH, log);
      var settling = new Settling(article);
      Searches visible = search(article, vectors, truth, size, settling);
      double merging = settling.await(log);
      Searches merged = search(article, vectors, truth, size, settling);
      article.flush();
      long store = article.listing().storeBytes();
      PlainUser plain = PlainUser.run(article, vectors, size.k(), size.seconds());
      article.delete();
      var mixed = new ArticleIndex(engine, "mixed");
      mixed.create(1, dimension);
      return new PolicyRun(
          without,
          ingest,
          ingest.visibleSeconds() + merging,
          visible,
          merged,
          store,
          plain,
          MixedLoad.run(mixed, vectors, size.k(), Duration.ofSeconds(size.seconds())));
    }
  }

  private static Searches search(
      ArticleIndex article, Vectors vectors, Truth truth, Size size, Settling settling)
      throws IOException {
    return Searches.run(article, vectors.queries(), size.searches(), size.k(), truth, settling);
  }
}
