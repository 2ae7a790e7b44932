package io.niteru.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws lines as SVG; the vertical scale is linear from 0, or logarithmic. */
final class LinePlot {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 300;
  private static final int LEFT = 92;
  private static final int RIGHT = 20;
  private static final int TOP = 14;
  private static final int BOTTOM = 46;

  private final String across;
  private final String up;
  private final boolean logarithmic;
  private final List<Line> lines = new ArrayList<>();
  private double right;
  private double low = Double.POSITIVE_INFINITY;
  private double high;

  /** A point in the units of the axes. */
  record Point(double x, double y) {}

  private record Line(String style, List<Point> points) {}

  private LinePlot(String across, String up, boolean logarithmic) {
    this.across = across;
    this.up = up;
    this.logarithmic = logarithmic;
  }

  static LinePlot linear(String across, String up) {
    return new LinePlot(across, up, false);
  }

  static LinePlot logarithmic(String across, String up) {
    return new LinePlot(across, up, true);
  }

  /** Adds a line, in the colour of a CSS class. */
  void line(String style, List<Point> points) {
    lines.add(new Line(style, points));
    for (Point p : points) {
      right = Math.max(right, p.x());
      low = Math.min(low, p.y());
      high = Math.max(high, p.y());
    }
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    add(svg, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, up);
    for (double y : logarithmic ? powers() : steps(high, 4)) {
      add(
          svg,
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
              + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT,
          WIDTH - RIGHT,
          y(y),
          y(y),
          LEFT - 8,
          y(y) + 4,
          number(y));
    }
    for (double x : steps(right, 8)) {
      add(
          svg,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x(x),
          HEIGHT - BOTTOM + 18,
          number(x));
    }
    add(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
            + "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
        (LEFT + WIDTH - RIGHT) / 2,
        HEIGHT - 8,
        across,
        (TOP + HEIGHT - BOTTOM) / 2,
        up);
    for (Line line : lines) {
      StringBuilder points = new StringBuilder();
      for (Point p : line.points()) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(p.x()), y(p.y())));
      }
      add(svg, "<polyline class=\"%s\" points=\"%s\"/>", line.style(), points.toString().strip());
    }
    return svg.append("</svg>").toString();
  }

  private double x(double x) {
    return LEFT + x / right * (WIDTH - LEFT - RIGHT);
  }

  private double y(double y) {
    double share =
        logarithmic ? Math.log(y / bottom()) / Math.log(top() / bottom()) : y / Math.max(high, 1);
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }

  private double bottom() {
    return Math.pow(10, Math.floor(Math.log10(low)));
  }

  private double top() {
    return Math.pow(10, Math.floor(Math.log10(high)) + 1);
  }

  private List<Double> powers() {
    List<Double> powers = new ArrayList<>();
    for (double p = bottom(); p < top() * 1.001; p *= 10) {
      powers.add(p);
    }
    return powers;
  }

  /** From 0 to the end in about so many steps of 1, 2 or 5 times a power of ten. */
  private static List<Double> steps(double end, int about) {
    double power = Math.pow(10, Math.floor(Math.log10(end / about)));
    double step = power;
    for (int digit : new int[] {1, 2, 5, 10}) {
      if (end / (digit * power) <= about * 1.5) {
        step = digit * power;
        break;
      }
    }
    List<Double> steps = new ArrayList<>();
    for (int i = 0; i * step <= end; i++) {
      steps.add(i * step);
    }
    return steps;
  }

  private static String number(double n) {
    return String.format(Locale.ROOT, n >= 1 || n == 0 ? "%,.0f" : "%.2f", n);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
