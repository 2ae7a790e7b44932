package io.niteru.app.verify;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** How long single queries took, in milliseconds. */
record Latency(double mean, double p50, double p90, double p99) {
  private static final int ROUNDS = 10;

  /**
   * Times queries one after another, round and round.
   *
   * @param count queries there are
   * @param seconds about how long to go on at most; a few queries are asked in any case
   */
  static Latency of(int count, double seconds, IntConsumer query) {
    double[] times = new double[count * ROUNDS];
    int n = 0;
    long start = System.nanoTime();
    while (n < times.length && (n < 3 || System.nanoTime() - start < seconds * 1e9)) {
      long before = System.nanoTime();
      query.accept(n % count);
      times[n++] = (System.nanoTime() - before) / 1e6;
    }
    return of(Arrays.copyOf(times, n));
  }

  /** Of times that were taken. */
  static Latency of(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Latency(
        Arrays.stream(sorted).average().orElseThrow(),
        quantile(sorted, .5),
        quantile(sorted, .9),
        quantile(sorted, .99));
  }

  private static double quantile(double[] sorted, double q) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(q * (sorted.length - 1)))];
  }
}
