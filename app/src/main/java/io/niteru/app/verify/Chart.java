package io.niteru.app.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws recall against latency as SVG: milliseconds to the right on a logarithmic scale, and
 * upwards the share that is missed on one too, for .99 and .999 are as far apart as .9 and .99.
 */
final class Chart {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 430;
  private static final int LEFT = 62;
  private static final int RIGHT = 24;
  private static final int TOP = 18;
  private static final int BOTTOM = 48;
  private static final double[] TICKS = {0, .5, .8, .9, .95, .98, .99, .995, .998, .999, .9995, 1};

  /** Recalls above this are drawn on the top line, which stands for 1. */
  private static final double MOST = .9998;

  private final StringBuilder svg = new StringBuilder();
  private final Verification v;
  private final double fastest;
  private final double slowest;
  private final double lowest;

  private Chart(Verification v) {
    this.v = v;
    double min = Double.POSITIVE_INFINITY;
    double max = 0;
    double recall = v.wantedRecall();
    for (Trial t : v.trials()) {
      min = Math.min(min, t.single().p50());
      max = Math.max(max, t.single().p50());
      recall = Math.min(recall, t.recall());
    }
    fastest = min / 1.25;
    slowest = max * 1.25;
    double floor = 0;
    for (double tick : TICKS) {
      floor = tick <= recall - (1 - recall) * .05 ? tick : floor;
    }
    lowest = Math.min(floor, .98);
  }

  /** The chart and the names of its lines, for {@code report.html}. */
  static String svg(Verification v) {
    Chart chart = new Chart(v);
    chart.legend();
    chart.draw();
    return chart.svg.toString();
  }

  private void draw() {
    add(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"recall against latency\">",
        WIDTH, HEIGHT);
    double enough = y(v.wantedRecall());
    add(
        "<rect class=\"enough\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%.1f\"/>",
        LEFT, TOP, WIDTH - LEFT - RIGHT, enough - TOP);
    axes();
    add(
        "<line class=\"wanted\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
        LEFT, WIDTH - RIGHT, enough, enough);
    add(
        "<text class=\"wanted\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">wanted: %s</text>",
        WIDTH - RIGHT - 6, enough - 6, number(v.wantedRecall()));
    int series = 0;
    for (List<Trial> trials : graphs().values()) {
      line(trials, series++);
    }
    v.cheapest().ifPresent(this::mark);
    add("</svg>");
  }

  private void legend() {
    int series = 0;
    add("<p class=\"legend\">");
    for (String name : graphs().keySet()) {
      add("<span class=\"s%d\">%s</span>", series++ % 6, name);
    }
    add("</p>");
  }

  private Map<String, List<Trial>> graphs() {
    Map<String, List<Trial>> graphs = new LinkedHashMap<>();
    for (Trial t : v.trials()) {
      String name =
          String.format(Locale.ROOT, "M %d, efConstruction %d", t.m(), t.efConstruction());
      graphs.computeIfAbsent(name, n -> new ArrayList<>()).add(t);
    }
    return graphs;
  }

  private void axes() {
    double last = Double.POSITIVE_INFINITY;
    for (double tick : TICKS) {
      double y = y(tick);
      if (tick < lowest || last - y < 22 && tick != 1) {
        continue;
      }
      last = y;
      add("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y, y);
      add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 4, number(tick));
    }
    // Enough labels however narrow the range is.
    int[] digits =
        slowest < 5 * fastest ? new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9} : new int[] {1, 2, 5};
    for (double power = 1e-3; power < 1e5; power *= 10) {
      for (int digit : digits) {
        double ms = digit * power;
        if (ms >= fastest && ms <= slowest) {
          add(
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
              x(ms), x(ms), TOP, HEIGHT - BOTTOM);
          add(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
              x(ms), HEIGHT - BOTTOM + 18, number(ms));
        }
      }
    }
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">ms a query, one thread, median</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8);
    add(
        "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">recall@%d</text>",
        (TOP + HEIGHT - BOTTOM) / 2, v.k());
  }

  private void line(List<Trial> trials, int series) {
    StringBuilder points = new StringBuilder();
    for (Trial t : trials) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(t), y(t.recall())));
    }
    add("<g class=\"s%d\"><polyline points=\"%s\"/>", series % 6, points.toString().strip());
    double last = Double.NEGATIVE_INFINITY;
    for (Trial t : trials) {
      add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"><title>M %d, efConstruction %d, efSearch %d"
              + "&#10;recall %.4f&#10;%s ms, p99 %s</title></circle>",
          x(t),
          y(t.recall()),
          t.m(),
          t.efConstruction(),
          t.efSearch(),
          t.recall(),
          Printout.ms(t.single().p50()),
          Printout.ms(t.single().p99()));
      boolean best = v.cheapest().filter(t::equals).isPresent();
      if (best || x(t) - last > 30) {
        last = x(t);
        add(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%d</text>",
            x(t), y(t.recall()) + (best ? 24 : 20), t.efSearch());
      }
    }
    add("</g>");
  }

  private void mark(Trial best) {
    add("<circle class=\"best\" cx=\"%.1f\" cy=\"%.1f\" r=\"9\"/>", x(best), y(best.recall()));
  }

  private double x(Trial t) {
    return x(t.single().p50());
  }

  private double x(double ms) {
    double share = Math.log(ms / fastest) / Math.log(slowest / fastest);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double recall) {
    double missed = 1 - Math.min(recall, MOST);
    double share = Math.log((1 - lowest) / missed) / Math.log((1 - lowest) / (1 - MOST));
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  private static String number(double n) {
    return new java.math.BigDecimal(String.format(Locale.ROOT, "%.4f", n))
        .stripTrailingZeros()
        .toPlainString();
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
