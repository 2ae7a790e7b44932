package io.niteru.core.simd;

import java.lang.foreign.MemorySegment;

/**
 * The arithmetic of the index. Stateless, safe for all threads; nothing here allocates.
 *
 * <p>Bit vectors are rows of 64-bit little-endian words. A row may be read up to the next multiple
 * of {@link #BLOCK_WORDS} words: the caller's segment must reach that far, and the query's words
 * there must be zero, so what is read there counts for nothing.
 */
public interface Kernels {
  /** Words a kernel of any machine may read at once. */
  int BLOCK_WORDS = 8;

  /** Words these kernels read at once, a divisor of {@link #BLOCK_WORDS}. */
  int blockWords();

  /** Words that a plane of a query has for so many of a row: the rest of a block are zeros. */
  default int padded(int words) {
    return (words + blockWords() - 1) / blockWords() * blockWords();
  }

  /**
   * Product of a 4-bit query with one 1-bit row.
   *
   * @param rows holds the row
   * @param offset where the row begins, in bytes
   * @param planes the query's bits, least significant plane first, {@code words} words each
   * @param words words of a plane, a multiple of {@link #blockWords()}
   * @return {@code sum over b of 2^b * popcount(row AND plane b)}
   */
  int dot1x4(MemorySegment rows, long offset, long[] planes, int words);

  /**
   * Products of a 4-bit query with several 1-bit rows.
   *
   * @param rows holds the rows, {@code stride} bytes from one to the next
   * @param numbers numbers of rows
   * @param from first of {@code numbers}
   * @param count how many of them
   * @param stride bytes of a row
   * @param planes as above
   * @param words as above
   * @param out receives {@code count} products
   */
  default void dots1x4(
      MemorySegment rows,
      int[] numbers,
      int from,
      int count,
      int stride,
      long[] planes,
      int words,
      int[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = dot1x4(rows, (long) numbers[from + i] * stride, planes, words);
    }
  }

  /**
   * Product of an 8-bit query with one 4-bit row.
   *
   * @param rows holds the row: four planes, least significant first
   * @param offset where the row begins, in bytes
   * @param planeBytes bytes from one plane of the row to the next
   * @param planes the query's eight planes, {@code words} words each
   * @param words words of a plane of the query, a multiple of {@link #blockWords()}
   * @return {@code sum over a, b of 2^(a+b) * popcount(row plane a AND query plane b)}
   */
  long dot4x8(MemorySegment rows, long offset, long planeBytes, long[] planes, int words);

  /**
   * The Walsh-Hadamard transform, in place, not scaled.
   *
   * @param v holds the values
   * @param from first value
   * @param length number of values, a power of two of at least 64
   */
  void hadamard(float[] v, int from, int length);

  /**
   * Sums values up in four ways.
   *
   * @param v the values; {@code length} of them, a multiple of 64
   * @param length number of values
   * @param summary receives the least, the largest, the sum of the squares and that of the
   *     absolutes
   */
  void summarise(float[] v, int length, float[] summary);

  /**
   * Splits values into planes of bits: each value becomes {@code round((v - low) / step)}, clamped
   * to what {@code bits} bits hold.
   *
   * @param v the values; {@code length} of them, a multiple of 64
   * @param length number of values
   * @param low the value that becomes 0
   * @param inverseStep {@code 1 / step}
   * @param bits number of planes, 1 to 8
   * @param planes receives the planes, each {@code stride} words after the one before
   * @param stride words from one plane to the next
   * @return the sum of the quantised values
   */
  long quantize(
      float[] v, int length, float low, float inverseStep, int bits, long[] planes, int stride);

  /**
   * Puts values into their places among sorted ones; the largest fall out.
   *
   * @param sorted ascending values
   * @param from first of them, at least {@link #BLOCK_WORDS}; the value before it is no larger than
   *     any
   * @param to one behind the last of them, a multiple of {@link #BLOCK_WORDS} behind {@code from}
   * @param values the values; they may be left in another order
   * @param count how many there are
   */
  void insert(long[] sorted, int from, int to, long[] values, int count);

  /** A number of words rounded up to what kernels of any machine read at once. */
  static int wholeBlocks(int words) {
    return (words + BLOCK_WORDS - 1) / BLOCK_WORDS * BLOCK_WORDS;
  }

  /** The kernels for this machine: vectors where the Vector API is there, scalars otherwise. */
  static Kernels best() {
    return KernelChoice.BEST;
  }
}
