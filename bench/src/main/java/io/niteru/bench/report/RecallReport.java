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
   * @param queries recall measured of the queries, against exact search
   * @param heldBack the same of rows held back with their nearest
   * @param micros median of the rounds' means, of a search on one thread
   */
  public record Asked(int rows, double asked, double queries, double heldBack, double micros) {}

  /** Prints a table. */
  public void print(PrintWriter out) {
    out.printf(Locale.ROOT, "%nk = %d; medians of %d rounds%n%n", settings.k(), rounds);
    Table table = new Table("rows", "asked", "queries", "rows held back", "mean µs");
    for (Asked result : results) {
      table.row(
          String.format(Locale.ROOT, "%,d", result.rows()),
          String.format(Locale.ROOT, "%.4f", result.asked()),
          share(result.queries(), result.asked()),
          share(result.heldBack(), result.asked()),
          String.format(Locale.ROOT, "%,.0f", result.micros()));
    }
    table.print(out);
    out.flush();
  }

  private static String share(double measured, double asked) {
    return String.format(Locale.ROOT, "%.4f (%+.4f)", measured, measured - asked);
  }
}
