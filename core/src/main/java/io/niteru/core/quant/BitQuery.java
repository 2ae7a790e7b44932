package io.niteru.core.quant;

import java.lang.foreign.MemorySegment;

/**
 * A query of four bits a dimension, as the first rung is compared with: a target, or a stored
 * vector taken from the second rung. Reused; for one thread.
 */
public final class BitQuery {
  /** A few times what a float rounds off. */
  static final float ROUNDING = 5e-7f;

  final long[] planes;
  final int words;
  float low;
  float step;
  float squaredNorm;
  float sum;
  float spread;
  float floor;
  private final CodeLayout layout;

  /** A query of codes of some layout. */
  public BitQuery(CodeLayout layout) {
    this.layout = layout;
    this.words = layout.queryWords();
    this.planes = new long[4 * words];
  }

  /**
   * The standard deviation of the estimated squared distance of a vector that is as far from the
   * centre as the query, or as the query would be if it were no longer than vectors are: a sign
   * tells {@code 2 / pi} of the square of what it is the sign of.
   */
  public float deviation() {
    return 2 * spread * (float) Math.sqrt((Math.PI / 2 - 1) / layout.dimension());
  }

  /** What floats may round off a squared distance: vectors are no longer than 1. */
  float rounding() {
    return ROUNDING * (1 + squaredNorm);
  }

  /**
   * A squared distance that no vector can be nearer than: 0 unless the query is longer than all.
   */
  public float floor() {
    return floor;
  }

  /**
   * Takes a stored vector for the query.
   *
   * @param nibbles codes of the second rung
   * @param node number of the code
   */
  public void load(MemorySegment nibbles, int node) {
    long at = (long) node * layout.nibbleStride();
    int count = layout.words();
    for (int plane = 0; plane < 4; plane++) {
      MemorySegment.copy(nibbles, CodeLayout.LONG, at, planes, plane * words, count);
      at += layout.planeBytes();
    }
    low = nibbles.get(CodeLayout.FLOAT, at);
    step = nibbles.get(CodeLayout.FLOAT, at + 4);
    squaredNorm = nibbles.get(CodeLayout.FLOAT, at + 8);
    sum = nibbles.get(CodeLayout.FLOAT, at + 12);
    spread = squaredNorm;
    floor = 0;
  }
}
