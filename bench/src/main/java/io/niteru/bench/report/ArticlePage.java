package io.niteru.bench.report;

import io.niteru.app.html.Template;
import io.niteru.bench.article.Ingest;
import io.niteru.bench.report.ArticleReport.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes an {@link ArticleReport} as one HTML file, which needs nothing else. */
public final class ArticlePage {
  private ArticlePage() {}

  /** Writes the page. */
  public static void write(Path file, ArticleReport report) throws IOException {
    Files.writeString(
        file,
        Template.fill(
            ArticlePage.class,
            "article.html",
            Map.of(
                "facts",
                Template.escape(report.facts()),
                "tiles",
                tiles(report),
                "rows",
                rows(report.figures()),
                "ingest",
                ingest(report.ingest()),
                "latency",
                latency(report))));
  }

  private static String tiles(ArticleReport report) {
    String tile = "<div><b>%s</b><span>%s</span></div>%n";
    return String.format(
            Locale.ROOT,
            tile,
            ArticleReport.ms(report.searches().client().p50()),
            "a query, median")
        + String.format(
            Locale.ROOT, tile, ArticleReport.ms(report.searches().client().p99()), "a query, p99")
        + String.format(
            Locale.ROOT,
            tile,
            String.format(Locale.ROOT, "%.4f", report.searches().recall()),
            "recall@" + report.setup().k())
        + String.format(
            Locale.ROOT,
            tile,
            String.format(Locale.ROOT, "%.1f min", report.ingest().visibleSeconds() / 60),
            "until all documents were visible")
        + String.format(
            Locale.ROOT,
            tile,
            String.format(Locale.ROOT, "%.2f GB", report.storeBytes() / 1e9),
            "on disk");
  }

  private static String rows(List<Figure> figures) {
    return figures.stream()
        .map(f ->
            String.format(
                Locale.ROOT,
                "<tr><td>%s<td>%s<td>%s<td>%s<td>%s</tr>%n",
                Template.escape(f.name()),
                f.article(),
                f.wanted(),
                f.atOnce(),
                f.merged()))
        .collect(Collectors.joining());
  }

  private static String ingest(Ingest ingest) {
    LinePlot plot = LinePlot.linear("seconds", "documents");
    plot.line(
        "s0",
        ingest.course().stream().map(p -> new LinePlot.Point(p.seconds(), p.documents())).toList());
    return plot.svg();
  }

  private static String latency(ArticleReport report) {
    LinePlot plot = LinePlot.logarithmic("search", "milliseconds");
    plot.line("s0", points(report.searches().millis()));
    plot.line("s1", points(report.merged().millis()));
    return plot.svg();
  }

  private static List<LinePlot.Point> points(double[] millis) {
    return IntStream.range(0, millis.length)
        .mapToObj(i -> new LinePlot.Point(i + 1, millis[i]))
        .toList();
  }
}
