package io.niteru.bench.article;

import java.util.Arrays;

/** Milliseconds by nearest rank. */
public record Percentiles(double mean, double p50, double p90, double p99, double max) {
  /** Of at least one time. */
  public static Percentiles of(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Percentiles(
        Arrays.stream(sorted).average().orElseThrow(),
        rank(sorted, .5),
        rank(sorted, .9),
        rank(sorted, .99),
        sorted[sorted.length - 1]);
  }

  private static double rank(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
