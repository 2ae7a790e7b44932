package io.niteru.app.verify;

import io.niteru.features.exact.Neighbor;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a verification for people. */
final class Printout {
  private static final String ROW = "%-28s %10s %14s%n";

  private final PrintWriter out;
  private final Verification v;

  private Printout(PrintWriter out, Verification v) {
    this.out = out;
    this.v = v;
  }

  static void print(Verification verification, boolean sweep, PrintWriter out) {
    var printout = new Printout(out, verification);
    printout.head();
    printout.times();
    if (sweep) {
      printout.sweep();
    }
    printout.rest(sweep);
    verification.against().ifPresent(printout::against);
    out.flush();
  }

  private void head() {
    out.printf(
        Locale.ROOT,
        "%s: %,d rows of %,d dimensions, %s%n%,d queries: %s%n%n",
        v.source().file().path(),
        v.source().file().rows(),
        v.source().file().dimension(),
        DiskCheck.bytes(v.source().file().segment().byteSize()),
        v.queries().count(),
        v.queries().from());
  }

  private void times() {
    ExactTimes exact = v.exact();
    Trial trial = v.cheapest().orElseGet(v::asGoodAsTheBest);
    out.printf(Locale.ROOT, ROW, "ms a picture", "batch", "single query");
    out.printf(Locale.ROOT, ROW, "exact", ms(exact.batch()), ms(exact.single().p50()));
    out.printf(Locale.ROOT, ROW, "exact, codes first", "", ms(exact.certified().p50()));
    out.printf(
        Locale.ROOT,
        ROW,
        "HNSW, efSearch " + trial.efSearch(),
        ms(trial.batch()),
        ms(trial.single().p50()));
    out.printf(
        Locale.ROOT,
        "%nthe graph is %.1f times as fast as %s%n%n",
        v.exact().faster() / trial.single().p50(),
        v.exact().fasterName());
  }

  private void sweep() {
    Trial best = v.cheapest().orElse(null);
    out.printf(
        Locale.ROOT,
        "    M  efConstruction  efSearch  recall@%-3d  95 %% of %-,7d  p50       p99     batch%n",
        v.k(),
        v.queries().count());
    for (Trial t : v.trials()) {
      out.printf(
          Locale.ROOT,
          "%s %3d  %14d  %8d  %.4f      %.4f-%.4f %7s   %7s   %7s%n",
          t == best ? ">" : " ",
          t.m(),
          t.efConstruction(),
          t.efSearch(),
          t.recall(),
          t.interval().low(),
          t.interval().high(),
          ms(t.single().p50()),
          ms(t.single().p99()),
          ms(t.batch()));
    }
    out.println();
    if (best == null) {
      Trial good = v.asGoodAsTheBest();
      out.printf(
          Locale.ROOT,
          "no setting reaches recall %s; try larger ones, as --sweep-m or --sweep-ef-construction%n"
              + "cheapest as good as the best (recall %.4f), as far as %,d queries tell:%n%s%n",
          v.wantedRecall(),
          v.best().recall(),
          v.queries().count(),
          good.settings());
    } else {
      out.printf(
          Locale.ROOT,
          "cheapest with recall of at least %s, as far as %,d queries tell (%.4f to %.4f;"
              + " more --queries tell more):%n%s%n",
          v.wantedRecall(),
          v.queries().count(),
          best.interval().low(),
          best.interval().high(),
          best.settings());
    }
    out.println();
  }

  private void rest(boolean sweep) {
    if (!sweep) {
      Trial trial = v.trials().getFirst();
      out.printf(
          Locale.ROOT,
          "recall@%d  %.4f with M %d, efConstruction %d, efSearch %d%n",
          v.k(),
          trial.recall(),
          trial.m(),
          trial.efConstruction(),
          trial.efSearch());
    }
    out.printf(
        Locale.ROOT,
        "graph      built in %.0f s, %s on disk; codes of exact search %s%n",
        v.buildSeconds(),
        DiskCheck.bytes(v.graphBytes()),
        DiskCheck.bytes(v.codesBytes()));
    DiskCheck.resident()
        .ifPresent(bytes ->
            out.printf(
                Locale.ROOT,
                "memory     %s resident, mapped files included%n",
                DiskCheck.bytes(bytes)));
    out.printf(Locale.ROOT, "%n%s looks like%n", v.query());
    for (Neighbor n : v.example()) {
      String line =
          String.format(
              Locale.ROOT, "  %9d  %.4f  %s", n.row(), n.value(), v.source().name(n.row()));
      out.println(line.stripTrailing());
    }
  }

  private void against(Against a) {
    out.printf(
        Locale.ROOT,
        "%n%s%n"
            + "same documents as exact search   %d of %d queries, recall@%d %.4f%n"
            + "same documents as offline graph  %d of %d queries%n"
            + "largest difference of a score    %.1e%n"
            + "latency over HTTP                p50 %s, p90 %s, p99 %s ms%n",
        a.engine(),
        a.likeExact(),
        a.queries(),
        v.k(),
        a.recall(),
        a.likeOffline(),
        a.queries(),
        a.scoreDifference(),
        ms(a.latency().p50()),
        ms(a.latency().p90()),
        ms(a.latency().p99()));
  }

  /** Milliseconds with as many digits as mean something. */
  static String ms(double ms) {
    String format = ms < 1 ? "%.3f" : ms < 10 ? "%.2f" : "%.1f";
    return String.format(Locale.ROOT, format, ms);
  }
}
