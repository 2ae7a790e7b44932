package io.niteru.plugin.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a node has counted since it was started. Safe for all threads. One a node. */
public final class Counters {
  private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

  /** All zero. */
  public Counters() {
    for (Counter counter : Counter.values()) {
      counts.put(counter, new LongAdder());
    }
  }

  /** Counts one more. */
  public void increment(Counter counter) {
    counts.get(counter).increment();
  }

  /** Counts so many more. */
  public void add(Counter counter, long count) {
    counts.get(counter).add(count);
  }

  /** The count now. */
  public long get(Counter counter) {
    return counts.get(counter).sum();
  }
}
