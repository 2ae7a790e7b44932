package io.niteru.app.verify;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** How long single queries took, in milliseconds. */
record Latency(double mean, double p50, double p90, double p99) {
  private static final int ROUNDS = 10;
  private static final int FEW = 3;

  /**
   * Times ways of answering the same queries, one query after another. The ways take turns, so that
   * whatever else the machine does meanwhile strikes all of them.
   *
   * @param count queries there are
   * @param seconds about how long to go on at most, for each way; a few queries are asked in any
   *     case
   */
  static List<Latency> inTurns(int count, double seconds, List<IntConsumer> ways) {
    double[][] times = new double[ways.size()][count * ROUNDS];
    int[] taken = new int[ways.size()];
    double[] spent = new double[ways.size()];
    for (int round = 0; round < ROUNDS; round++) {
      for (int way = 0; way < times.length; way++) {
        for (int q = 0; q < count && (taken[way] < FEW || spent[way] < 1e3 * seconds); q++) {
          long before = System.nanoTime();
          ways.get(way).accept(q);
          double millis = (System.nanoTime() - before) / 1e6;
          times[way][taken[way]++] = millis;
          spent[way] += millis;
        }
      }
    }
    return IntStream.range(0, times.length)
        .mapToObj(way -> of(Arrays.copyOf(times[way], taken[way])))
        .toList();
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
