package io.niteru.images.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * JPEG decoding by the system's libjpeg-turbo, where it is installed: the samples that the JDK's
 * decoder makes its pixels of, in a fraction of the time. It decodes ordinary files only, and only
 * those without the slightest damage; for all others the caller has slower readers that know more.
 *
 * <p>Not thread-safe, but may go from thread to thread.
 */
final class TurboJpeg implements AutoCloseable {
  /** Bytes up to which the buffer is kept. */
  private static final int KEPT = 64 << 20;

  private final TurboJpegLibrary library;
  private final MemorySegment handle;
  private MemorySegment kept = MemorySegment.NULL;

  private TurboJpeg(TurboJpegLibrary library, MemorySegment handle) {
    this.library = library;
    this.handle = handle;
  }

  /** A decoder, if this machine has the library. */
  static Optional<TurboJpeg> open() {
    return TurboJpegLibrary.LOADED.flatMap(library -> {
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
   * @param orientation that it tells
   * @return empty if it cannot be decoded without a complaint; else overwritten by the next call
   */
  Optional<YccPlanes> decode(byte[] file, JpegHeader header, Orientation orientation) {
    List<Plane> planes = planes(header);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment jpeg = arena.allocateFrom(JAVA_BYTE, file);
      return library.decode(handle, jpeg, header, planes)
          ? Optional.of(new YccPlanes(planes, header.stepX(), header.stepY(), orientation))
          : Optional.empty();
    }
  }

  /** The library writes whole steps, so the lightness has room for them. */
  private List<Plane> planes(JpegHeader header) {
    int columns = Math.ceilDiv(header.width(), header.stepX());
    int rows = Math.ceilDiv(header.height(), header.stepY());
    int stride = columns * header.stepX();
    long luma = (long) stride * rows * header.stepY();
    long chroma = header.grey() ? 0 : (long) columns * rows;
    MemorySegment room = room(luma + 2 * chroma);
    Plane lightness = new Plane(header.width(), header.height(), stride, room.asSlice(0, luma));
    return header.grey()
        ? List.of(lightness)
        : List.of(
            lightness,
            new Plane(columns, rows, columns, room.asSlice(luma, chroma)),
            new Plane(columns, rows, columns, room.asSlice(luma + chroma, chroma)));
  }

  private MemorySegment room(long bytes) {
    if (bytes <= kept.byteSize()) {
      return kept;
    }
    MemorySegment room = Arena.ofAuto().allocate(bytes, Long.BYTES);
    if (bytes <= KEPT) {
      kept = room;
    }
    return room;
  }

  @Override
  public void close() {
    library.free(handle);
  }
}
