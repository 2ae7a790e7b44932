package io.niteru.bench.report;

import io.niteru.bench.extract.ExtractContest.Stages;
import io.niteru.bench.extract.ExtractContest.Turn;
import io.niteru.bench.process.Cost;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Medians of an {@link io.niteru.bench.extract.ExtractContest}.
 *
 * @param pictures how many there are
 * @param threads how many worked
 * @param turns at least one
 * @param stages what the steps took
 */
public record ExtractReport(int pictures, int threads, List<Turn> turns, Stages stages) {

  /** Prints a table, and what the steps of an extraction took. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d pictures, %d threads, medians of %d%n%n",
        pictures,
        threads,
        turns.size());
    Table table = new Table("", "pictures/s", "CPU ms a picture");
    table.row("bare model", rate(Turn::bare), cpu(Turn::bare));
    table.row("extraction", rate(Turn::extraction), cpu(Turn::extraction));
    table.row(
        "ratio of the medians",
        percent(median(seconds(Turn::bare)) / median(seconds(Turn::extraction))),
        percent(median(cpuSeconds(Turn::bare)) / median(cpuSeconds(Turn::extraction))));
    table.row(
        "median of the turns' ratios",
        percent(median(turn -> turn.bare().seconds() / turn.extraction().seconds())),
        percent(median(turn -> turn.bare().cpuSeconds() / turn.extraction().cpuSeconds())));
    table.print(out);
    out.printf(
        Locale.ROOT,
        "%nCPU ms a picture: decoding %.2f, resizing and tensor %.2f, model %.2f%n",
        millis(stages.decoding()),
        millis(stages.preparing()),
        millis(stages.running()));
    out.flush();
  }

  private interface Side {
    Cost of(Turn turn);
  }

  private String rate(Side side) {
    return String.format(Locale.ROOT, "%.1f", pictures / median(seconds(side)));
  }

  private String cpu(Side side) {
    return String.format(Locale.ROOT, "%.2f", millis(median(cpuSeconds(side))));
  }

  private static ToDoubleFunction<Turn> seconds(Side side) {
    return turn -> side.of(turn).seconds();
  }

  private static ToDoubleFunction<Turn> cpuSeconds(Side side) {
    return turn -> side.of(turn).cpuSeconds();
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
  }

  private double millis(double seconds) {
    return 1000 * seconds / pictures;
  }

  private double median(ToDoubleFunction<Turn> value) {
    double[] sorted = turns.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
