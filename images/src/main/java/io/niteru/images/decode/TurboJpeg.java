package io.niteru.images.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * JPEG decoding by the system's libjpeg-turbo, where it is installed: the same bytes as the JDK's
 * decoder gives, in a third of the time. It decodes ordinary files only, and only those without the
 * slightest damage; for all others the caller has slower readers that know more.
 *
 * <p>Not thread-safe, but may go from thread to thread.
 */
final class TurboJpeg implements AutoCloseable {
  /** Bytes of pixels for which the buffers are kept: 16 megapixels. */
  private static final int KEPT = 48 << 20;

  private final TurboJpegLibrary library;
  private final MemorySegment handle;
  private MemorySegment decoded = MemorySegment.NULL;
  private byte[] bgr = new byte[0];

  private TurboJpeg(TurboJpegLibrary library, MemorySegment handle) {
    this.library = library;
    this.handle = handle;
  }

  /** A decoder, if this machine has the library. */
  static Optional<TurboJpeg> open() {
    return TurboJpegLibrary.LOADED.flatMap(
        library -> {
          MemorySegment handle = library.newDecoder();
          return handle.equals(MemorySegment.NULL)
              ? Optional.empty()
              : Optional.of(new TurboJpeg(library, handle));
        });
  }

  /**
   * Decodes a file.
   *
   * @param header of this file, whose size has been found acceptable
   * @return empty if it cannot be decoded without a complaint; else overwritten by the next call
   */
  Optional<Pixels> decode(byte[] file, JpegHeader header) {
    int width = header.width();
    int height = header.height();
    int bytes = 3 * width * height;
    if (bytes > KEPT) {
      return decode(file, width, height, Arena.ofAuto().allocate(bytes), new byte[bytes]);
    }
    if (bgr.length < bytes) {
      decoded = Arena.ofAuto().allocate(bytes);
      bgr = new byte[bytes];
    }
    return decode(file, width, height, decoded, bgr);
  }

  private Optional<Pixels> decode(
      byte[] file, int width, int height, MemorySegment into, byte[] data) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment jpeg = arena.allocateFrom(JAVA_BYTE, file);
      if (!library.decode(handle, jpeg, into, width, height)) {
        return Optional.empty();
      }
    }
    MemorySegment.copy(into, JAVA_BYTE, 0, data, 0, 3 * width * height);
    return Optional.of(new Pixels(width, height, data, Pixels.Order.BGR));
  }

  @Override
  public void close() {
    library.free(handle);
  }
}
