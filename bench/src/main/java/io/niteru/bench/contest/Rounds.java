package io.niteru.bench.contest;

import io.niteru.bench.peers.BeamWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The latencies of one contestant with one beam, round after round. Not thread-safe. */
final class Rounds {
  private final BeamWidth beam;
  private final double recall;
  private final List<long[]> rounds = new ArrayList<>();
  private long[] cold;

  Rounds(BeamWidth beam, double recall) {
    this.beam = beam;
    this.recall = recall;
  }

  BeamWidth beam() {
    return beam;
  }

  /** Takes the nanoseconds of each query of a round. */
  void add(long[] nanos) {
    rounds.add(nanos);
  }

  /** Takes the nanoseconds of each query of a round that began with an empty page cache. */
  void addCold(long[] nanos) {
    cold = nanos;
  }

  /** Forgets all rounds but what they said about recall. */
  void restart() {
    rounds.clear();
  }

  Measured measured() {
    double[] queries = new double[rounds.getFirst().length];
    Arrays.setAll(queries, i -> median(rounds.stream().mapToDouble(nanos -> nanos[i]).toArray()));
    double p99 = median(rounds.stream().mapToDouble(nanos -> percentile(nanos, 0.99)).toArray());
    double mean = Arrays.stream(queries).average().orElseThrow();
    Double coldP50 = cold == null ? null : percentile(cold, 0.5) / 1e3;
    return new Measured(beam, recall, mean / 1e3, median(queries) / 1e3, p99 / 1e3, coldP50);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest value that so many of all are not above (nearest rank). */
  private static long percentile(long[] values, double share) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
