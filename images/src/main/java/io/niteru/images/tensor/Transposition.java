package io.niteru.images.tensor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Makes columns of bytes to rows, in squares of eight by eight as far as these go. */
final class Transposition {
  /** The side of a square, whose rows are longs. */
  static final int SIDE = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Transposition() {}

  /**
   * Transposes {@code rows} rows of {@code columns} bytes.
   *
   * @param from where the first row begins in {@code in}
   * @param pitch bytes from row to row there
   * @param to where the first column, as a row, shall begin in {@code out}
   * @param outPitch bytes from row to row there
   */
  static void of(
      byte[] in, int from, int pitch, int rows, int columns, byte[] out, int to, int outPitch) {
    int wholeRows = rows - rows % SIDE;
    int wholeColumns = columns - columns % SIDE;
    for (int r = 0; r < wholeRows; r += SIDE) {
      for (int c = 0; c < wholeColumns; c += SIDE) {
        square(in, from + r * pitch + c, pitch, out, to + c * outPitch + r, outPitch);
      }
    }
    for (int r = 0; r < rows; r++) {
      for (int c = r < wholeRows ? wholeColumns : 0; c < columns; c++) {
        out[to + c * outPitch + r] = in[from + r * pitch + c];
      }
    }
  }

  /** Swaps halves, quarters and eighths of the rows (Warren, Hacker's Delight, 7-3). */
  private static void square(byte[] in, int from, int pitch, byte[] out, int to, int outPitch) {
    long a = (long) LONGS.get(in, from);
    long b = (long) LONGS.get(in, from + pitch);
    long c = (long) LONGS.get(in, from + 2 * pitch);
    long d = (long) LONGS.get(in, from + 3 * pitch);
    long e = (long) LONGS.get(in, from + 4 * pitch);
    long f = (long) LONGS.get(in, from + 5 * pitch);
    long g = (long) LONGS.get(in, from + 6 * pitch);
    long h = (long) LONGS.get(in, from + 7 * pitch);
    long ae = (a >>> 32 ^ e) & 0xffffffffL;
    long bf = (b >>> 32 ^ f) & 0xffffffffL;
    long cg = (c >>> 32 ^ g) & 0xffffffffL;
    long dh = (d >>> 32 ^ h) & 0xffffffffL;
    a ^= ae << 32;
    b ^= bf << 32;
    c ^= cg << 32;
    d ^= dh << 32;
    e ^= ae;
    f ^= bf;
    g ^= cg;
    h ^= dh;
    long ac = (a >>> 16 ^ c) & 0xffff0000ffffL;
    long bd = (b >>> 16 ^ d) & 0xffff0000ffffL;
    long eg = (e >>> 16 ^ g) & 0xffff0000ffffL;
    long fh = (f >>> 16 ^ h) & 0xffff0000ffffL;
    a ^= ac << 16;
    b ^= bd << 16;
    e ^= eg << 16;
    f ^= fh << 16;
    c ^= ac;
    d ^= bd;
    g ^= eg;
    h ^= fh;
    long ab = (a >>> 8 ^ b) & 0xff00ff00ff00ffL;
    long cd = (c >>> 8 ^ d) & 0xff00ff00ff00ffL;
    long ef = (e >>> 8 ^ f) & 0xff00ff00ff00ffL;
    long gh = (g >>> 8 ^ h) & 0xff00ff00ff00ffL;
    LONGS.set(out, to, a ^ ab << 8);
    LONGS.set(out, to + outPitch, b ^ ab);
    LONGS.set(out, to + 2 * outPitch, c ^ cd << 8);
    LONGS.set(out, to + 3 * outPitch, d ^ cd);
    LONGS.set(out, to + 4 * outPitch, e ^ ef << 8);
    LONGS.set(out, to + 5 * outPitch, f ^ ef);
    LONGS.set(out, to + 6 * outPitch, g ^ gh << 8);
    LONGS.set(out, to + 7 * outPitch, h ^ gh);
  }
}
