package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a 4-bit query with many 1-bit rows where to count the bits of a vector is one
 * instruction, as with AVX-512. The query stays in registers from row to row, and what is done for
 * a row has no loop in it: to enter and leave one of three steps took as long as the arithmetic.
 */
final class WideDots {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int LANES = LONGS.length();
  private static final int VECTOR = LONGS.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final VectorOperators.Unary BITS = VectorOperators.BIT_COUNT;
  private static final VectorOperators.Binary LEFT = VectorOperators.LSHL;

  /** Words of a plane that {@link #add} takes. */
  static final int WORDS = 3 * LANES;

  private WideDots() {}

  /**
   * Adds the products of {@link #WORDS} words of each plane.
   *
   * @param rows holds the rows, {@code stride} bytes from one to the next
   * @param numbers numbers of rows
   * @param from first of {@code numbers}
   * @param count how many of them
   * @param stride bytes of a row
   * @param q the query's planes
   * @param word the first word of the first plane
   * @param words words from one plane to the next
   * @param out what to add to
   */
  static void add(
      MemorySegment rows,
      int[] numbers,
      int from,
      int count,
      int stride,
      long[] q,
      int word,
      int words,
      int[] out) {
    final LongVector a0 = LongVector.fromArray(LONGS, q, word);
    final LongVector a1 = LongVector.fromArray(LONGS, q, word + LANES);
    final LongVector a2 = LongVector.fromArray(LONGS, q, word + 2 * LANES);
    final LongVector b0 = LongVector.fromArray(LONGS, q, words + word);
    final LongVector b1 = LongVector.fromArray(LONGS, q, words + word + LANES);
    final LongVector b2 = LongVector.fromArray(LONGS, q, words + word + 2 * LANES);
    final LongVector c0 = LongVector.fromArray(LONGS, q, 2 * words + word);
    final LongVector c1 = LongVector.fromArray(LONGS, q, 2 * words + word + LANES);
    final LongVector c2 = LongVector.fromArray(LONGS, q, 2 * words + word + 2 * LANES);
    final LongVector d0 = LongVector.fromArray(LONGS, q, 3 * words + word);
    final LongVector d1 = LongVector.fromArray(LONGS, q, 3 * words + word + LANES);
    final LongVector d2 = LongVector.fromArray(LONGS, q, 3 * words + word + 2 * LANES);
    for (int i = 0; i < count; i++) {
      long at = (long) numbers[from + i] * stride + 8L * word;
      LongVector x = LongVector.fromMemorySegment(LONGS, rows, at, ORDER);
      LongVector y = LongVector.fromMemorySegment(LONGS, rows, at + VECTOR, ORDER);
      LongVector z = LongVector.fromMemorySegment(LONGS, rows, at + 2 * VECTOR, ORDER);
      LongVector a = x.and(a0).lanewise(BITS).add(y.and(a1).lanewise(BITS));
      LongVector b = x.and(b0).lanewise(BITS).add(y.and(b1).lanewise(BITS));
      LongVector c = x.and(c0).lanewise(BITS).add(y.and(c1).lanewise(BITS));
      LongVector d = x.and(d0).lanewise(BITS).add(y.and(d1).lanewise(BITS));
      a = a.add(z.and(a2).lanewise(BITS));
      b = b.add(z.and(b2).lanewise(BITS));
      c = c.add(z.and(c2).lanewise(BITS));
      d = d.add(z.and(d2).lanewise(BITS));
      LongVector low = a.add(b.lanewise(LEFT, 1));
      LongVector high = c.add(d.lanewise(LEFT, 1));
      out[i] += (int) low.add(high.lanewise(LEFT, 2)).reduceLanes(VectorOperators.ADD);
    }
  }

  /** As {@link #add}, of one vector of each plane. */
  static void addOne(
      MemorySegment rows,
      int[] numbers,
      int from,
      int count,
      int stride,
      long[] q,
      int word,
      int words,
      int[] out) {
    final LongVector a0 = LongVector.fromArray(LONGS, q, word);
    final LongVector b0 = LongVector.fromArray(LONGS, q, words + word);
    final LongVector c0 = LongVector.fromArray(LONGS, q, 2 * words + word);
    final LongVector d0 = LongVector.fromArray(LONGS, q, 3 * words + word);
    for (int i = 0; i < count; i++) {
      long at = (long) numbers[from + i] * stride + 8L * word;
      LongVector x = LongVector.fromMemorySegment(LONGS, rows, at, ORDER);
      LongVector low = x.and(a0).lanewise(BITS).add(x.and(b0).lanewise(BITS).lanewise(LEFT, 1));
      LongVector high = x.and(c0).lanewise(BITS).add(x.and(d0).lanewise(BITS).lanewise(LEFT, 1));
      out[i] += (int) low.add(high.lanewise(LEFT, 2)).reduceLanes(VectorOperators.ADD);
    }
  }
}
