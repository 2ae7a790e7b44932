package io.niteru.bench.start;

import io.niteru.app.engine.Engine;
import io.niteru.bench.article.ArticleIndex;
import io.niteru.bench.article.EngineProcess;
import io.niteru.bench.article.Ingest;
import io.niteru.bench.article.Percentiles;
import io.niteru.bench.article.Searches;
import io.niteru.bench.article.Settling;
import io.niteru.bench.article.Truth;
import io.niteru.bench.article.Vectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * One start of an engine that has an index, and what it is asked first.
 *
 * @param archives whether classes were in an archive
 * @param readySeconds from the command until it answers
 * @param first milliseconds of the first search
 * @param hundred of the first hundred
 * @param later of those after them
 * @param commandSeconds of {@code niteru search --row}, meanwhile
 */
public record Start(
    boolean archives,
    double readySeconds,
    double first,
    Percentiles hundred,
    Percentiles later,
    double commandSeconds) {
  private static final String INDEX = "start";
  private static final int BATCH = 200;

  /** Makes the index; the script keeps its classes, unless it has. */
  public static void prepare(NiteruScript script, Vectors vectors, Path data, PrintWriter log)
      throws IOException {
    try (EngineProcess process =
            EngineProcess.start(data, script.command(EngineProcess.serve(data)));
        Engine engine = Engine.at(process.url())) {
      var index = new ArticleIndex(engine, INDEX);
      index.create(1, vectors.rows().dimension());
      Ingest.run(vectors.rows(), index, BATCH, log);
      new Settling(index).await(log);
    }
  }

  /** Starts the engine, asks it, and stops it. */
  public static Start of(
      NiteruScript script, Vectors vectors, Truth truth, Path data, int searches, int k)
      throws IOException {
    long started = System.nanoTime();
    try (EngineProcess process =
            EngineProcess.start(data, script.command(EngineProcess.serve(data)));
        Engine engine = Engine.at(process.url())) {
      double ready = (System.nanoTime() - started) / 1e9;
      var index = new ArticleIndex(engine, INDEX);
      Searches all =
          Searches.run(index, vectors.queries(), searches, k, truth, new Settling(index));
      double command =
          script.seconds(
              List.of("search", "--row=1", "--index=" + INDEX, "--url=" + engine.address()));
      return new Start(
          script.archives(), ready, all.first(), all.firstHundred(), all.later(), command);
    }
  }

  /** With archives and without, in turns. */
  public static List<NiteruScript> turns(NiteruScript script) {
    return List.of(script.withoutArchives(), script);
  }
}
