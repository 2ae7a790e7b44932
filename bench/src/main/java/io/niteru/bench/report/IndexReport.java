package io.niteru.bench.report;

import io.niteru.bench.contest.Curve;
import io.niteru.bench.contest.Measured;
import io.niteru.bench.contest.Outcome;
import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What {@code bench index} found; this record is the JSON it writes.
 *
 * @param data what was indexed
 * @param settings of all contestants
 * @param rounds that medians were taken of
 * @param contestants how each did
 * @param meanMicrosAtRecall mean latency at each of {@link #RECALLS} by contestant; a recall that
 *     was not reached is missing
 * @param p50MicrosAtRecall the latency half of the queries stay below, likewise
 * @param failures why contestants dropped out
 */
public record IndexReport(
    DataSet data,
    Settings settings,
    int rounds,
    List<Outcome> contestants,
    Map<String, Map<String, Double>> meanMicrosAtRecall,
    Map<String, Map<String, Double>> p50MicrosAtRecall,
    Map<String, String> failures) {
  /** The recalls that latency is given at. */
  public static final List<String> RECALLS = List.of("0.95", "0.99", "0.999");

  /** A report of the outcomes. */
  public static IndexReport of(
      DataSet data,
      Settings settings,
      int rounds,
      List<Outcome> outcomes,
      Map<String, String> failures) {
    return new IndexReport(
        data,
        settings,
        rounds,
        outcomes,
        atRecall(outcomes, Measured::mean),
        atRecall(outcomes, Measured::p50),
        failures);
  }

  private static Map<String, Map<String, Double>> atRecall(
      List<Outcome> outcomes, ToDoubleFunction<Measured> latency) {
    Map<String, Map<String, Double>> at = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      Curve curve = Curve.of(outcome.sweep(), latency);
      Map<String, Double> micros = new LinkedHashMap<>();
      for (String recall : RECALLS) {
        curve.at(Double.parseDouble(recall)).ifPresent(x -> micros.put(recall, x));
      }
      at.put(outcome.contestant(), micros);
    }
    return at;
  }

  /** Prints each sweep and then the summary. */
  public void print(PrintWriter out) {
    contestants.forEach(outcome -> printSweep(outcome, out));
    out.printf(
        Locale.ROOT,
        "%n%,d vectors of %,d dimensions, %,d queries, k = %d, M = %d, efConstruction = %d%n"
            + "search on one thread, medians of %d rounds in turns; build on %d; µs: mean / p50%n%n",
        data.count(),
        data.dimension(),
        data.queries(),
        settings.k(),
        settings.m(),
        settings.efConstruction(),
        rounds,
        settings.threads());
    summary().print(out);
    failures.forEach((name, why) -> out.printf(Locale.ROOT, "%n%s dropped out: %s%n", name, why));
    out.flush();
  }

  private static void printSweep(Outcome outcome, PrintWriter out) {
    out.printf(Locale.ROOT, "%n%s: %s%n%n", outcome.contestant(), outcome.description());
    Table table =
        new Table("efSearch", "re-ranked", "recall", "mean µs", "p50 µs", "p99 µs", "cold p50 µs");
    for (Measured m : outcome.sweep()) {
      table.row(
          Integer.toString(m.beam().ef()),
          m.beam().rerank() == 0 ? "" : Integer.toString(m.beam().rerank()),
          String.format(Locale.ROOT, "%.4f", m.recall()),
          String.format(Locale.ROOT, "%,.0f", m.mean()),
          String.format(Locale.ROOT, "%,.0f", m.p50()),
          String.format(Locale.ROOT, "%,.0f", m.p99()),
          m.coldP50() == null ? "" : String.format(Locale.ROOT, "%,.0f", m.coldP50()));
    }
    table.print(out);
  }

  private Table summary() {
    List<String> heads =
        new ArrayList<>(List.of("", "build s", "CPU s", "disk MB", "heap MB", "RSS MB"));
    RECALLS.forEach(recall -> heads.add("µs at " + recall.substring(1)));
    heads.add("best recall");
    Table table = new Table(heads.toArray(String[]::new));
    for (Outcome outcome : contestants) {
      List<String> cells = new ArrayList<>();
      cells.add(outcome.contestant());
      cells.add(String.format(Locale.ROOT, "%,.1f", outcome.built().seconds()));
      cells.add(String.format(Locale.ROOT, "%,.1f", outcome.built().cpuSeconds()));
      cells.add(megabytes(outcome.built().bytes()));
      cells.add(megabytes(outcome.memory().heap()));
      cells.add(megabytes(outcome.memory().resident()));
      for (String recall : RECALLS) {
        Double mean = meanMicrosAtRecall.get(outcome.contestant()).get(recall);
        Double p50 = p50MicrosAtRecall.get(outcome.contestant()).get(recall);
        cells.add(mean == null ? "-" : String.format(Locale.ROOT, "%,.0f / %,.0f", mean, p50));
      }
      double best = outcome.sweep().stream().mapToDouble(Measured::recall).max().orElse(0);
      cells.add(String.format(Locale.ROOT, "%.4f", best));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d", bytes / 1_000_000);
  }
}
