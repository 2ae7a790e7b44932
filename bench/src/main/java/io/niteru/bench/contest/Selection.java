package io.niteru.bench.contest;

import java.util.BitSet;
import java.util.SplittableRandom;

/** Which rows a filter lets through: the same in all processes. */
final class Selection {
  private static final long SEED = 7;

  private Selection() {}

  /** {@code allowed} random rows of {@code count}. */
  static BitSet of(int allowed, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    BitSet rows = new BitSet(count);
    int missing = allowed;
    for (int row = 0; row < count; row++) {
      if (random.nextInt(count - row) < missing) {
        rows.set(row);
        missing--;
      }
    }
    return rows;
  }
}
