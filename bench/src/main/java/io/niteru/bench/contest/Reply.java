package io.niteru.bench.contest;

import io.niteru.bench.peers.BeamWidth;
import java.util.List;

/** What a worker answers; a line of JSON each. */
final class Reply {
  private Reply() {}

  /** What it is, and the beams worth trying. */
  record Described(String description, List<BeamWidth> beams) {}

  /** Built in so many seconds, of so many of all threads. */
  record Built(double seconds, double cpuSeconds) {}

  /** Done. */
  record Done() {}

  /** Nanoseconds and hits of each query. */
  record Searched(long[] nanos, int[][] hits) {}

  /** One answer: a value, or why there is none. */
  record Envelope<T>(T value, String failure) {}
}
