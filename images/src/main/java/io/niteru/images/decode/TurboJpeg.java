package io.niteru.images.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

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
  /** Pixels for which the buffer is kept. */
  private static final int KEPT = 16 << 20;

  private final TurboJpegLibrary library;
  private final MemorySegment handle;
  private MemorySegment kept = MemorySegment.NULL;

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
    MemorySegment pixels = room((long) header.width() * header.height());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment jpeg = arena.allocateFrom(JAVA_BYTE, file);
      return library.decode(handle, jpeg, pixels, header.width(), header.height())
          ? Optional.of(new Pixels(header.width(), header.height(), pixels))
          : Optional.empty();
    }
  }

  private MemorySegment room(long pixels) {
    long bytes = JAVA_INT.byteSize() * pixels;
    if (bytes <= kept.byteSize()) {
      return kept;
    }
    MemorySegment room = Arena.ofAuto().allocate(bytes, Long.BYTES);
    if (pixels <= KEPT) {
      kept = room;
    }
    return room;
  }

  @Override
  public void close() {
    library.free(handle);
  }
}
