package io.niteru.images.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * One component of a picture.
 *
 * @param width in samples
 * @param height in samples
 * @param stride from a sample to the one below it, in bytes, at least the width
 * @param samples a byte each, 0 to 255, row after row from the top; may be longer than needed
 */
public record Plane(int width, int height, int stride, MemorySegment samples) {

  /** A plane, after a check of the sizes. */
  public Plane {
    if (width < 1 || height < 1 || stride < width || samples.byteSize() < (long) stride * height) {
      throw new IllegalArgumentException(
          samples.byteSize() + " bytes are no plane of " + width + " (" + stride + ") x " + height);
    }
  }

  /** Copies {@code count} samples of row {@code y}, from {@code x} on. */
  public void copyRow(int x, int y, int count, byte[] into) {
    MemorySegment.copy(samples, JAVA_BYTE, (long) y * stride + x, into, 0, count);
  }
}
