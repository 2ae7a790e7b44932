package io.niteru.core.search;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** What a search did in the segments of an index, for who wants to know. Safe for all threads. */
public final class SearchLog {
  private final AtomicIntegerArray segments = new AtomicIntegerArray(Way.values().length);
  private final AtomicLongArray vectors = new AtomicLongArray(Way.values().length);

  /** How a segment is searched. One whose graph was walked in vain is scanned too. */
  public enum Way {
    /** The graph was walked, by codes; the best were compared exactly. */
    WALK,
    /** The codes of all accepted vectors were read; what they leave was compared exactly. */
    SCAN,
    /** All accepted vectors were compared exactly. */
    COMPARISON
  }

  /** Notes how many vectors of a segment were looked at; where none was, nothing was searched. */
  public void add(Way way, long looked) {
    if (looked > 0) {
      segments.incrementAndGet(way.ordinal());
      vectors.addAndGet(way.ordinal(), looked);
    }
  }

  /** Notes a segment that was searched more than once, of which another log tells. */
  public void add(SearchLog segment) {
    for (Way way : Way.values()) {
      add(way, segment.vectors(way));
    }
  }

  /** Segments searched that way. */
  public int segments(Way way) {
    return segments.get(way.ordinal());
  }

  /** Vectors looked at that way, in all segments; more than once if they were. */
  public long vectors(Way way) {
    return vectors.get(way.ordinal());
  }
}
