package io.niteru.core.quant;

/**
 * Random signs, the same for ever and everywhere, since what was coded with some can be read with
 * no others: the generator SplitMix of Steele, Lea and Flood ("Fast splittable pseudorandom number
 * generators", 2014), with the constants of {@link java.util.SplittableRandom}, which does not
 * promise to keep them. {@link io.niteru.core.codec.NiteruVectorsFormat} specifies it. For one
 * thread.
 */
final class Signs {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FIRST = 0x62A9D9ED799705F5L;
  private static final long SECOND = 0xCB24D0A5C88C35B3L;

  private long state;

  /** Signs that follow from a seed. */
  Signs(long seed) {
    state = seed;
  }

  /** The next sign, 1 or -1. */
  float next() {
    state += GAMMA;
    long mixed = (state ^ state >>> 33) * FIRST;
    mixed = (mixed ^ mixed >>> 28) * SECOND;
    return mixed < 0 ? 1f : -1f;
  }
}
