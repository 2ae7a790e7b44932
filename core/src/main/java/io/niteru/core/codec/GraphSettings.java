package io.niteru.core.codec;

/**
 * How graphs are built.
 *
 * @param m M, 2 to 512
 * @param efConstruction 2 to 3,200
 * @param threads threads a merge or a flush works with, at least 1
 * @param minSize vectors a segment must have to be given a graph, at least 1
 * @param mostRawFirst bytes of vectors up to which a merge writes them while others look for an
 *     order; more are written when the graph is done, for until then they would take up disk space
 * @param turns shared by merges on the same processors
 */
record GraphSettings(
    int m, int efConstruction, int threads, int minSize, long mostRawFirst, GraphTurns turns) {
  private static final long MOST_RAW_FIRST = 512L << 20;

  GraphSettings(int m, int efConstruction, int threads, int minSize, GraphTurns turns) {
    this(m, efConstruction, threads, minSize, MOST_RAW_FIRST, turns);
  }

  /** With turns of its own. */
  GraphSettings(int m, int efConstruction, int threads, int minSize) {
    this(m, efConstruction, threads, minSize, new GraphTurns());
  }

  GraphSettings {
    check("m", m, 2, 512);
    check("efConstruction", efConstruction, 2, 3_200);
    check("threads", threads, 1, 1_024);
    check("minSize", minSize, 1, Integer.MAX_VALUE);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be between " + min + " and " + max + ", got " + value);
    }
  }
}
