package io.niteru.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.niteru.bench.article.Ingest;
import io.niteru.bench.article.Machine;
import io.niteru.bench.article.Searches;
import io.niteru.bench.process.ProcessMemory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What {@code bench article} found; this record is the JSON it writes.
 *
 * @param setup what was run
 * @param ingest how the documents got in
 * @param mergedSeconds from the first document until merges had ended, the first searches going on
 *     meanwhile
 * @param searches right after all documents were visible, merges running or not
 * @param merged the same searches once merges had ended
 * @param storeBytes of the index once merges had ended
 * @param storeBytesBefore of the index when all documents were visible
 * @param memory of the processes
 */
public record ArticleReport(
    Setup setup,
    Ingest ingest,
    double mergedSeconds,
    Searches searches,
    Searches merged,
    long storeBytes,
    long storeBytesBefore,
    Memory memory) {
  /**
   * What was run.
   *
   * @param engine name, version and address
   * @param documents loaded
   * @param dimension of their vectors
   * @param shards of the index
   * @param batch documents of a bulk request
   * @param searches of each series
   * @param queries different ones among them
   * @param k hits asked for
   */
  public record Setup(
      String engine,
      int documents,
      int dimension,
      int shards,
      int batch,
      int searches,
      int queries,
      int k,
      Machine machine) {}

  /** Memory after all searches; null where it is not known. */
  public record Memory(ProcessMemory engine, ProcessMemory client) {}

  /**
   * A figure: of the article, wanted of us at a million documents, measured when all documents were
   * visible, and once merges had ended.
   */
  record Figure(String name, String article, String wanted, String atOnce, String merged) {}

  @JsonIgnore
  List<Figure> figures() {
    List<Figure> all = new ArrayList<>();
    all.add(new Figure("documents", "991,257", "1,000,000", count(setup.documents()), ""));
    all.add(
        new Figure("ingest", "1 h", "20 min", time(ingest.visibleSeconds()), time(mergedSeconds)));
    all.add(new Figure("documents a second", "275", "", count(ingest.rate()), ""));
    all.add(
        new Figure(
            "store", "24.8 GB", "6.5 GB", gigabytes(storeBytesBefore), gigabytes(storeBytes)));
    all.add(
        new Figure(
            "segments", "about 120", "", count(searches.segments()), count(merged.segments())));
    all.add(new Figure("first query", "", "200 ms", ms(searches.first()), ""));
    all.add(latency("first 100 queries, p50", "", "", s -> s.firstHundred().p50()));
    all.add(latency("query, p50", "15 s, hoped: 10-20 ms", "3 ms", s -> s.client().p50()));
    all.add(latency("query, p90", "", "", s -> s.client().p90()));
    all.add(latency("query, p99", "", "10 ms", s -> s.client().p99()));
    all.add(latency("took, p50", "", "", s -> s.took().p50()));
    all.add(latency("took, p99", "", "", s -> s.took().p99()));
    all.add(latency("_msearch, a query", "", "", Searches::batch));
    all.add(
        new Figure(
            "recall@" + setup.k(), "", ".99", share(searches.recall()), share(merged.recall())));
    if (memory.engine() != null) {
      all.add(memory("engine's memory + mapped files", memory.engine()));
    }
    if (memory.client() != null) {
      all.add(memory("client's memory + mapped files", memory.client()));
    }
    return all;
  }

  private Figure latency(
      String name, String article, String wanted, ToDoubleFunction<Searches> millis) {
    return new Figure(
        name,
        article,
        wanted,
        ms(millis.applyAsDouble(searches)),
        ms(millis.applyAsDouble(merged)));
  }

  private static Figure memory(String name, ProcessMemory memory) {
    return new Figure(
        name, "", "", "", gigabytes(memory.own()) + " + " + gigabytes(memory.files()));
  }

  /** Prints the article's figures beside these. */
  public void print(PrintWriter out) {
    out.printf(Locale.ROOT, "%n%s%n%n", facts());
    Table table = new Table("", "article", "wanted", "all visible", "merges over");
    for (Figure f : figures()) {
      table.row(f.name(), f.article(), f.wanted(), f.atOnce(), f.merged());
    }
    table.print(out);
    out.printf(
        Locale.ROOT,
        "%n%d merges ran when the searches began; %d new connections were opened for them%n",
        searches.merges(),
        searches.connections());
    out.flush();
  }

  /** What was run, in a line. */
  @JsonIgnore
  String facts() {
    return String.format(
        Locale.ROOT,
        "%s: %,d documents of %,d dimensions, %d %s, bulks of %d; %,d searches for %,d vectors,"
            + " k = %d; %d cores, %s",
        setup.engine(),
        setup.documents(),
        setup.dimension(),
        setup.shards(),
        setup.shards() == 1 ? "shard" : "shards",
        setup.batch(),
        setup.searches(),
        setup.queries(),
        setup.k(),
        setup.machine().processors(),
        gigabytes(setup.machine().memory()));
  }

  static String ms(double ms) {
    return String.format(Locale.ROOT, ms < 10 ? "%.2f ms" : "%.0f ms", ms);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  private static String count(double n) {
    return String.format(Locale.ROOT, "%,.0f", n);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, bytes < 100_000_000 ? "%.3f GB" : "%.2f GB", bytes / 1e9);
  }
}
