package io.niteru.images.decode;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * A decoded picture, opaque, 8 bits a channel.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb one {@code int} a pixel, row after row from the top: red in bits 16 to 23, green in 8
 *     to 15, blue in 0 to 7, the rest without meaning; may be longer than needed
 */
public record Pixels(int width, int height, MemorySegment rgb) implements Picture {

  /** A picture, after a check of the sizes. */
  public Pixels {
    if (width < 1 || height < 1 || rgb.byteSize() < JAVA_INT.byteSize() * width * height) {
      throw new IllegalArgumentException(
          rgb.byteSize() + " bytes are no picture of " + width + " x " + height);
    }
  }

  /** A picture on the heap, not copied. */
  public static Pixels of(int width, int height, int[] rgb) {
    return new Pixels(width, height, MemorySegment.ofArray(rgb));
  }

  /** Copies {@code count} pixels of row {@code y}, from {@code x} on. */
  public void copyRow(int x, int y, int count, int[] into) {
    long from = JAVA_INT.byteSize() * ((long) y * width + x);
    MemorySegment.copy(rgb, JAVA_INT, from, into, 0, count);
  }
}
