package io.niteru.app.verify;

import io.niteru.app.html.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Writes a sweep as one HTML file with a chart, which needs nothing else. */
final class SweepReport {
  private SweepReport() {}

  static void write(Path file, Verification v) throws IOException {
    Trial best = v.cheapest().orElse(null);
    Files.writeString(
        file,
        Template.fill(
            SweepReport.class,
            "report.html",
            Map.of(
                "file",
                Template.escape(v.source().file().path().getFileName().toString()),
                "facts",
                Template.escape(facts(v)),
                "verdict",
                verdict(v, best),
                "chart",
                Chart.svg(v),
                "k",
                Integer.toString(v.k()),
                "exact",
                exact(v),
                "rows",
                rows(v, best))));
  }

  private static String facts(Verification v) {
    return String.format(
        Locale.ROOT,
        "%,d vectors of %,d dimensions · %,d queries, %s · k = %d",
        v.source().file().rows(),
        v.source().file().dimension(),
        v.queries().count(),
        v.queries().from(),
        v.k());
  }

  private static String verdict(Verification v, Trial best) {
    if (best == null) {
      return String.format(
          Locale.ROOT,
          "<p class=\"none\">No setting tried reaches a recall of %s. Cheapest as good as the best"
              + " (%.4f), as far as %,d queries tell:</p>%n<pre>%s</pre>%n",
          v.wantedRecall(),
          v.best().recall(),
          v.queries().count(),
          Template.escape(v.asGoodAsTheBest().settings()));
    }
    return String.format(
        Locale.ROOT,
        """
        <div class="tiles">
          <div><b>%s&thinsp;ms</b><span>a query, median</span></div>
          <div><b>%.4f</b><span>recall@%d (%.4f to %.4f with 95 %%), %s wanted</span></div>
          <div><b>%d</b><span>efSearch, with M %d and efConstruction %d</span></div>
          <div><b>%.1f×</b><span>as fast as %s</span></div>
        </div>
        <p>The cheapest setting that finds enough, as far as %,d queries tell. Index settings, to copy:</p>
        <pre>%s</pre>
        """,
            Printout.ms(best.single().p50()),
            best.recall(),
            v.k(),
            best.interval().low(),
            best.interval().high(),
            v.wantedRecall(),
            best.efSearch(),
            best.m(),
            best.efConstruction(),
            v.exact().faster() / best.single().p50(),
            v.exact().fasterName(),
            v.queries().count(),
            Template.escape(best.settings()));
  }

  private static String exact(Verification v) {
    return "Exact search, on all cores: %s ms a query alone, %s with codes first, %s in a batch."
        .formatted(
            Printout.ms(v.exact().single().p50()),
            Printout.ms(v.exact().certified().p50()),
            Printout.ms(v.exact().batch()));
  }

  private static String rows(Verification v, Trial best) {
    StringBuilder rows = new StringBuilder();
    for (Trial t : v.trials()) {
      rows.append(
          String.format(
              Locale.ROOT,
              "<tr%s><td>%d<td>%d<td>%d<td>%.4f<td>%.4f to %.4f<td>%s<td>%s<td>%s</tr>%n",
              t == best
                  ? " class=\"best\""
                  : t.reaches(v.wantedRecall()) ? "" : " class=\"low\"",
              t.m(),
              t.efConstruction(),
              t.efSearch(),
              t.recall(),
              t.interval().low(),
              t.interval().high(),
              Printout.ms(t.single().p50()),
              Printout.ms(t.single().p99()),
              Printout.ms(t.batch())));
    }
    return rows.toString();
  }
}
