package io.niteru.bench.report;

import io.niteru.bench.extract.ExtractContest.Stages;
import io.niteru.bench.extract.ExtractContest.Taken;
import io.niteru.bench.extract.ExtractContest.Turn;
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
        "ratio",
        percent(turn -> turn.bare().seconds() / turn.extraction().seconds()),
        percent(turn -> turn.bare().cpuSeconds() / turn.extraction().cpuSeconds()));
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
    Taken of(Turn turn);
  }

  private String rate(Side side) {
    return String.format(Locale.ROOT, "%.1f", pictures / median(turn -> side.of(turn).seconds()));
  }

  private String cpu(Side side) {
    return String.format(Locale.ROOT, "%.2f", millis(median(turn -> side.of(turn).cpuSeconds())));
  }

  private String percent(ToDoubleFunction<Turn> ratio) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * median(ratio));
  }

  private double millis(double seconds) {
    return 1000 * seconds / pictures;
  }

  private double median(ToDoubleFunction<Turn> value) {
    double[] sorted = turns.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
