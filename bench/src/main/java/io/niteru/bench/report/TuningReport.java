package io.niteru.bench.report;

import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.Settings;
import io.niteru.bench.tuning.Variant;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code bench tuning} found; this record is the JSON it writes.
 *
 * @param data what was indexed
 * @param settings of all builds
 * @param efSearch the beam
 * @param lucene recall of Lucene's HNSW with the same settings and beam
 * @param tried in order; the first is as it is
 */
public record TuningReport(
    DataSet data, Settings settings, int efSearch, double lucene, List<Tried> tried) {
  /**
   * One variant.
   *
   * @param variant what was changed
   * @param buildSeconds of its graph; 0 if it has the usual one
   * @param recall of all queries
   * @param micros mean of a query, the median of the rounds
   * @param ratio of that to what the usual constants took in the same rounds
   */
  public record Tried(
      Variant variant, double buildSeconds, double recall, double micros, double ratio) {}

  /** Prints a table. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%,d vectors of %,d dimensions, %,d queries, k = %d, efSearch %d; Lucene's HNSW finds"
            + " %.4f%n%n",
        data.count(),
        data.dimension(),
        data.queries(),
        settings.k(),
        efSearch,
        lucene);
    Table table = new Table("constant", "times", "build s", "recall", "mean µs", "ratio");
    for (Tried one : tried) {
      String constant = one.variant().constant();
      table.row(
          constant.isEmpty() ? "(as they are)" : constant,
          String.format(Locale.ROOT, "%.1f", one.variant().factor()),
          one.buildSeconds() == 0 ? "" : String.format(Locale.ROOT, "%.1f", one.buildSeconds()),
          String.format(Locale.ROOT, "%.4f", one.recall()),
          String.format(Locale.ROOT, "%,.0f", one.micros()),
          String.format(Locale.ROOT, "%.2f", one.ratio()));
    }
    table.print(out);
    out.flush();
  }
}
