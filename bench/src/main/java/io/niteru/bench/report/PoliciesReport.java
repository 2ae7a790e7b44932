package io.niteru.bench.report;

import io.niteru.bench.article.Searches;
import io.niteru.bench.policies.PolicyRun;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code bench policies} found; this record is the JSON it writes.
 *
 * @param documents of the article's experiment
 * @param size of the loads
 * @param runs in the order they were made
 */
public record PoliciesReport(int documents, PolicyRun.Size size, List<PolicyRun> runs) {
  /** Prints a table of each load. */
  public void print(PrintWriter out) {
    out.printf(Locale.ROOT, "%nThe article's experiment, %,d documents%n%n", documents);
    Table article =
        new Table(
            "",
            "docs/s",
            "visible s",
            "merged s",
            "segments",
            "p50 ms",
            "p99 ms",
            "then",
            "p50 ms",
            "p99 ms",
            "GB");
    for (PolicyRun run : runs) {
      Searches visible = run.visible();
      Searches merged = run.merged();
      article.row(
          run.without().label(),
          number("%,.0f", run.ingest().rate()),
          number("%.0f", run.ingest().visibleSeconds()),
          number("%.0f", run.mergedSeconds()),
          Integer.toString(visible.segments()),
          number("%.2f", visible.client().p50()),
          number("%.2f", visible.client().p99()),
          Integer.toString(merged.segments()),
          number("%.2f", merged.client().p50()),
          number("%.2f", merged.client().p99()),
          number("%.2f", run.storeBytes() / 1e9));
    }
    article.print(out);
    out.printf(Locale.ROOT, "%nOne writes, four search, %d s%n%n", size.seconds());
    Table mixed = new Table("", "docs/s", "searches/s", "p50 ms", "p99 ms");
    for (PolicyRun run : runs) {
      mixed.row(
          run.without().label(),
          number("%,.0f", run.mixed().documentsPerSecond()),
          number("%,.0f", run.mixed().searchesPerSecond()),
          number("%.2f", run.mixed().search().p50()),
          number("%.2f", run.mixed().search().p99()));
    }
    mixed.print(out);
    out.printf(
        Locale.ROOT, "%nA document a second, a search every third, %d s%n%n", size.seconds());
    Table plain = new Table("", "p50 ms", "p90 ms", "max ms", "CPU s a minute");
    for (PolicyRun run : runs) {
      plain.row(
          run.without().label(),
          number("%.2f", run.plain().search().p50()),
          number("%.2f", run.plain().search().p90()),
          number("%.2f", run.plain().search().max()),
          number("%.1f", run.plain().cpuSeconds()));
    }
    plain.print(out);
    out.flush();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
