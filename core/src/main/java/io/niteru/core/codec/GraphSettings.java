package io.niteru.core.codec;

import io.niteru.core.graph.BuildTuning;

/**
 * Which graphs are built.
 *
 * @param m M, neighbours a new node is given; lists hold twice as many on the lowest layer; 2 to
 *     512
 * @param efConstruction candidates looked at for a new node's neighbours, 2 to 3,200, in a graph of
 *     250,000 nodes; half as many in small ones, half as many again in large ones
 * @param minSize merged segments of fewer vectors are given no graph, at least 1
 * @param tuning what else decides how they are built
 */
public record GraphSettings(int m, int efConstruction, int minSize, BuildTuning tuning) {
  /** {@code M} unless told otherwise. */
  public static final int DEFAULT_M = 16;

  /** {@code efConstruction} unless told otherwise. */
  public static final int DEFAULT_EF_CONSTRUCTION = 100;

  /**
   * A merged segment of fewer vectors is given no graph: a walk would take as long as a scan of its
   * codes, and it will soon be part of a larger one. With AVX2 a walk through 13,500 vectors of
   * 1,280 dimensions takes as long as a scan of 4,000, 150 microseconds.
   */
  public static final int DEFAULT_MIN_SIZE = 5_000;

  /** The defaults. */
  public static final GraphSettings DEFAULT =
      new GraphSettings(DEFAULT_M, DEFAULT_EF_CONSTRUCTION, DEFAULT_MIN_SIZE);

  /**
   * Settings within their ranges.
   *
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public GraphSettings {
    check("m", m, 2, 512);
    check("efConstruction", efConstruction, 2, 3_200);
    check("minSize", minSize, 1, Integer.MAX_VALUE);
  }

  /** With the usual tuning. */
  public GraphSettings(int m, int efConstruction, int minSize) {
    this(m, efConstruction, minSize, BuildTuning.DEFAULT);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be between " + min + " and " + max + ", got " + value);
    }
  }
}
