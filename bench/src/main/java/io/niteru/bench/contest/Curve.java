package io.niteru.bench.contest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Latency against recall: the measurements no other beats in both, by rising recall and latency.
 *
 * @param front those measurements
 */
public record Curve(List<Measured> front) {
  /** The front of any measurements. */
  public static Curve of(List<Measured> measurements) {
    List<Measured> front = new ArrayList<>();
    double best = -1;
    for (Measured m :
        measurements.stream().sorted(Comparator.comparingDouble(Measured::mean)).toList()) {
      if (m.recall() > best) {
        best = m.recall();
        front.add(m);
      }
    }
    return new Curve(List.copyOf(front));
  }

  /**
   * Mean microseconds of a query at a recall, on the straight line between the two measurements
   * around it. The curve bends upwards, so this is rather too much than too little.
   *
   * @return nothing if no measurement reaches the recall; the cheapest measurement if even that
   *     exceeds it
   */
  public OptionalDouble meanAt(double recall) {
    Measured below = null;
    for (Measured m : front) {
      if (m.recall() >= recall) {
        if (below == null) {
          return OptionalDouble.of(m.mean());
        }
        double share = (recall - below.recall()) / (m.recall() - below.recall());
        return OptionalDouble.of(below.mean() + share * (m.mean() - below.mean()));
      }
      below = m;
    }
    return OptionalDouble.empty();
  }
}
