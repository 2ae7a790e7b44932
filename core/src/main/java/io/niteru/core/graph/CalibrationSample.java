package io.niteru.core.graph;

import java.io.IOException;
import java.util.function.IntPredicate;

/** Nodes that are inserted last, so that the graph can be looked at while it is without them. */
public interface CalibrationSample {
  /** Holds nothing back. */
  CalibrationSample NONE =
      new CalibrationSample() {
        @Override
        public boolean has(int node) {
          return false;
        }

        @Override
        public void look(Graph graph, IntPredicate absent) {}
      };

  /** Whether a node is one of them. The answer never changes. */
  boolean has(int node);

  /**
   * Called once, when all others are inserted.
   *
   * @param graph the graph so far
   * @param absent tells which nodes it lacks: those held back, but for some it needs early
   */
  void look(Graph graph, IntPredicate absent) throws IOException;
}
