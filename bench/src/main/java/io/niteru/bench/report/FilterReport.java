package io.niteru.bench.report;

import io.niteru.bench.contest.Measured;
import io.niteru.bench.contest.Outcome;
import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code bench filters} found; this record is the JSON it writes.
 *
 * @param data what was indexed
 * @param settings of all contestants
 * @param rounds that medians were taken of
 * @param filters from the most to the least rows let through
 * @param failures why contestants dropped out
 */
public record FilterReport(
    DataSet data,
    Settings settings,
    int rounds,
    List<Filtered> filters,
    Map<String, String> failures) {
  /**
   * One filter.
   *
   * @param name for people
   * @param rows it lets through
   * @param contestants how each did
   */
  public record Filtered(String name, int rows, List<Outcome> contestants) {}

  /** Prints a table. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%,d vectors of %,d dimensions, %,d queries, k = %d; medians of %d rounds%n%n",
        data.count(),
        data.dimension(),
        data.queries(),
        settings.k(),
        rounds);
    Table table =
        new Table("filter", "contestant", "efSearch", "recall", "mean µs", "p50 µs", "p99 µs");
    for (Filtered filter : filters) {
      for (Outcome outcome : filter.contestants()) {
        for (Measured m : outcome.sweep()) {
          table.row(
              filter.name(),
              outcome.contestant(),
              Integer.toString(m.beam().ef()),
              String.format(Locale.ROOT, "%.4f", m.recall()),
              String.format(Locale.ROOT, "%,.0f", m.mean()),
              String.format(Locale.ROOT, "%,.0f", m.p50()),
              String.format(Locale.ROOT, "%,.0f", m.p99()));
        }
      }
    }
    table.print(out);
    failures.forEach((name, why) -> out.printf(Locale.ROOT, "%n%s dropped out: %s%n", name, why));
    out.flush();
  }
}
