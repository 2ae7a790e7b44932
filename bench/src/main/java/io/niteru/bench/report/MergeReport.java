package io.niteru.bench.report;

import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.SegmentMerge.Steps;
import io.niteru.bench.peers.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code bench merge} found; this record is the JSON it writes.
 *
 * @param data what was indexed
 * @param settings of the graphs
 * @param segments how many were merged
 * @param last vectors of the last of them; 0 for as many as the others had
 * @param atOnce without graphs of their own, so that the merge builds one from nothing
 * @param merged with graphs of their own
 */
public record MergeReport(
    DataSet data, Settings settings, int segments, int last, Way atOnce, Way merged) {
  /**
   * One way to the same segment.
   *
   * @param steps what they took
   * @param recalls of the result, by efSearch
   */
  public record Way(Steps steps, Map<Integer, Double> recalls) {}

  /** Prints a table. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%,d vectors of %,d dimensions in %d segments%s, %d threads; M = %d, efConstruction = %d%n%n",
        data.count(),
        data.dimension(),
        segments,
        last == 0 ? "" : String.format(Locale.ROOT, ", %,d in the last", last),
        settings.threads(),
        settings.m(),
        settings.efConstruction());
    List<String> heads =
        new ArrayList<>(List.of("segments", "writing, CPU s", "merge, CPU s", "merge, s"));
    atOnce.recalls().keySet().forEach(ef -> heads.add("recall at " + ef));
    Table table = new Table(heads.toArray(String[]::new));
    table.row(cells("without graphs", atOnce));
    table.row(cells("with graphs", merged));
    table.print(out);
    out.printf(
        Locale.ROOT,
        "%nMerging graphs takes %.2f times the CPU time of building one at once.%n",
        merged.steps().merge().cpuSeconds() / atOnce.steps().merge().cpuSeconds());
    out.flush();
  }

  private static String[] cells(String name, Way way) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(seconds(way.steps().segments().cpuSeconds()));
    cells.add(seconds(way.steps().merge().cpuSeconds()));
    cells.add(seconds(way.steps().merge().seconds()));
    way.recalls().values().forEach(r -> cells.add(String.format(Locale.ROOT, "%.4f", r)));
    return cells.toArray(String[]::new);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
