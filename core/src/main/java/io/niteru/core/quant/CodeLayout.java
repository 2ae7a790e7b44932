package io.niteru.core.quant;

import io.niteru.core.simd.Kernels;
import io.niteru.core.simd.Prefetch;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Where things are in the codes of one vector. All little-endian.
 *
 * <p>First rung: {@link #words()} longs of sign bits, float squared norm, float factor, int number
 * of set bits; then zeros up to a whole number of cache lines. Second rung: four planes of {@link
 * #words()} longs, least significant first, float low, float step, float squared norm, float sum.
 *
 * @param dimension coded dimension, a multiple of 64
 */
public record CodeLayout(int dimension) {
  /** Bytes of a cache line; the first rung is a whole number of them. */
  public static final int LINE = Prefetch.LINE;

  /** Bytes a second rung must be followed by, for kernels read whole blocks. */
  public static final int SLACK = 8 * Kernels.BLOCK_WORDS;

  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Longs of one bit a dimension. */
  public int words() {
    return dimension / 64;
  }

  /** {@link #words()} rounded up to what the kernels of this machine read at once. */
  public int queryWords() {
    return Kernels.best().padded(words());
  }

  /** Bytes of the bits of one plane. */
  public int planeBytes() {
    return 8 * words();
  }

  /** Bytes of a code of the first rung. */
  public int bitStride() {
    return (Math.max(planeBytes() + 12, 8 * Kernels.wholeBlocks(words())) + LINE - 1) / LINE * LINE;
  }

  /** Bytes of a code of the second rung. */
  public int nibbleStride() {
    return 4 * planeBytes() + 16;
  }
}
