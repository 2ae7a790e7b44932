package io.niteru.bench.report;

import io.niteru.bench.article.Percentiles;
import io.niteru.bench.start.Start;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What {@code bench start} found; this record is the JSON it writes.
 *
 * @param documents of the index
 * @param searches after each start
 * @param starts in the order they were made
 */
public record StartReport(int documents, int searches, List<Start> starts) {
  /** Prints a table of medians. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%,d documents, %,d searches after each start; medians of %d starts%n%n",
        documents,
        searches,
        starts.size() / 2);
    Table table = new Table("", "with archives", "without");
    row(table, "answers after, s", "%.2f", Start::readySeconds);
    row(table, "first search, ms", "%.1f", Start::first);
    row(table, "first 100 searches, p50, ms", "%.2f", start -> start.hundred().p50());
    row(table, "first 100 searches, p99, ms", "%.1f", start -> start.hundred().p99());
    row(table, "those after them, p50, ms", "%.2f", start -> start.later().p50());
    row(table, "those after them, p99, ms", "%.2f", start -> start.later().p99());
    row(table, "niteru search --row, s", "%.2f", Start::commandSeconds);
    table.print(out);
    out.flush();
  }

  private void row(Table table, String name, String format, ToDoubleFunction<Start> figure) {
    table.row(
        name,
        String.format(Locale.ROOT, format, median(true, figure)),
        String.format(Locale.ROOT, format, median(false, figure)));
  }

  private double median(boolean archives, ToDoubleFunction<Start> figure) {
    double[] all =
        starts.stream().filter(start -> start.archives() == archives).mapToDouble(figure).toArray();
    return Percentiles.of(all).p50();
  }
}
