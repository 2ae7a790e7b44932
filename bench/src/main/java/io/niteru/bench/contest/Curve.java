package io.niteru.bench.contest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Latency against recall: the measurements no other beats in both, by rising recall and latency.
 *
 * @param front those measurements
 * @param latency the mean or a percentile, in microseconds
 */
public record Curve(List<Measured> front, ToDoubleFunction<Measured> latency) {
  /** The front of any measurements. */
  public static Curve of(List<Measured> measurements, ToDoubleFunction<Measured> latency) {
    List<Measured> front = new ArrayList<>();
    double best = -1;
    for (Measured m : measurements.stream().sorted(Comparator.comparingDouble(latency)).toList()) {
      if (m.recall() > best) {
        best = m.recall();
        front.add(m);
      }
    }
    return new Curve(List.copyOf(front), latency);
  }

  /**
   * Microseconds of a query at a recall, on the straight line between the two measurements around
   * it. The curve bends upwards, so this is rather too much than too little.
   *
   * @return nothing if no measurement reaches the recall; the cheapest measurement if even that
   *     exceeds it
   */
  public OptionalDouble at(double recall) {
    Measured below = null;
    for (Measured m : front) {
      if (m.recall() >= recall) {
        if (below == null) {
          return OptionalDouble.of(latency.applyAsDouble(m));
        }
        double share = (recall - below.recall()) / (m.recall() - below.recall());
        double before = latency.applyAsDouble(below);
        return OptionalDouble.of(before + share * (latency.applyAsDouble(m) - before));
      }
      below = m;
    }
    return OptionalDouble.empty();
  }
}
