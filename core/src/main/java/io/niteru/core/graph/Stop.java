package io.niteru.core.graph;

/** Ends a walk before the whole beam is opened. For one thread. */
public interface Stop {
  /** Whether the node opened last is too far to lead anywhere. */
  boolean reached(Beam beam);

  /** Takes note of some estimates; true if there must be no more. */
  boolean spend(int estimates);
}
