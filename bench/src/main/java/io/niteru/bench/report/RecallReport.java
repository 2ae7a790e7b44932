package io.niteru.bench.report;

import io.niteru.bench.peers.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code bench recall} found; this record is the JSON it writes.
 *
 * @param settings of the index
 * @param rounds that medians were taken of
 * @param results by number of rows, then by recall asked for
 */
public record RecallReport(Settings settings, int rounds, List<Asked> results) {
  /**
   * One recall of one index.
   *
   * @param rows of the index
   * @param asked recall in the query
   * @param measured against exact search
   * @param micros median of the rounds' means, of a search on one thread
   */
  public record Asked(int rows, double asked, double measured, double micros) {}

  /** Prints a table. */
  public void print(PrintWriter out) {
    out.printf(Locale.ROOT, "%nk = %d; medians of %d rounds%n%n", settings.k(), rounds);
    Table table = new Table("rows", "asked", "measured", "difference", "mean µs");
    for (Asked result : results) {
      table.row(
          String.format(Locale.ROOT, "%,d", result.rows()),
          String.format(Locale.ROOT, "%.4f", result.asked()),
          String.format(Locale.ROOT, "%.4f", result.measured()),
          String.format(Locale.ROOT, "%+.4f", result.measured() - result.asked()),
          String.format(Locale.ROOT, "%,.0f", result.micros()));
    }
    table.print(out);
    out.flush();
  }
}
