package io.niteru.core.graph;

/** Ends a walk before the whole beam is opened. For one thread. */
public interface Stop {
  /** How far a node may be to lead anywhere; infinite for any. */
  float limit(Beam beam);

  /**
   * How far a node may be to be kept, at least {@link #limit}; infinite for any. It never grows
   * from one node that is opened to the next.
   */
  default float farthest(Beam beam) {
    return Float.POSITIVE_INFINITY;
  }

  /** How far a node may be for a walk to start from it, too; infinite for any. */
  default float start(Beam beam) {
    return limit(beam);
  }

  /** Takes note of some estimates; true if there must be no more. */
  boolean spend(int estimates);
}
