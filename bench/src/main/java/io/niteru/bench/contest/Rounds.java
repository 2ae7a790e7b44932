package io.niteru.bench.contest;

import io.niteru.bench.peers.Beam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The latencies of one contestant with one beam, round after round. Not thread-safe. */
final class Rounds {
  private final Beam beam;
  private final double recall;
  private final List<double[]> rounds = new ArrayList<>();

  Rounds(Beam beam, double recall) {
    this.beam = beam;
    this.recall = recall;
  }

  Beam beam() {
    return beam;
  }

  /** Takes the nanoseconds of each query of a round. */
  void add(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    rounds.add(
        new double[] {
          Arrays.stream(sorted).average().orElseThrow() / 1e3,
          percentile(sorted, 0.50) / 1e3,
          percentile(sorted, 0.99) / 1e3
        });
  }

  /** Forgets all rounds but what they said about recall. */
  void restart() {
    rounds.clear();
  }

  Measured medians() {
    return new Measured(beam, recall, median(0), median(1), median(2));
  }

  private double median(int column) {
    double[] values = rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** The smallest value that so many of all are not above (nearest rank). */
  private static long percentile(long[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
