package io.niteru.images.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The functions of the TurboJPEG API, as versions 2 and 3 of the library have them. */
record TurboJpegLibrary(
    MethodHandle init, MethodHandle header, MethodHandle decompress, MethodHandle destroy) {

  /** The slow, exact inverse transform, and an end at the first damage. */
  private static final int ACCURATE_DCT_STOP_ON_WARNING = 4096 | 8192;

  /** Where package managers put it, for loaders that do not look there. */
  private static final List<String> NAMES =
      List.of(
          "libturbojpeg.so.0",
          "libturbojpeg.dylib",
          "/opt/homebrew/opt/jpeg-turbo/lib/libturbojpeg.dylib",
          "/usr/local/opt/jpeg-turbo/lib/libturbojpeg.dylib");

  static final Optional<TurboJpegLibrary> LOADED =
      NAMES.stream().map(TurboJpegLibrary::load).flatMap(Optional::stream).findFirst();

  @SuppressWarnings("restricted")
  private static Optional<TurboJpegLibrary> load(String name) {
    // C's long is an address wide wherever the library has one of these names.
    if (ADDRESS.byteSize() != JAVA_LONG.byteSize()) {
      return Optional.empty();
    }
    try {
      SymbolLookup symbols = SymbolLookup.libraryLookup(name, Arena.global());
      // Version 1 takes damage for granted; this function came with version 2.
      symbols.findOrThrow("tjGetErrorCode");
      return Optional.of(
          new TurboJpegLibrary(
              function(symbols, "tjInitDecompress", ADDRESS),
              function(
                  symbols,
                  "tjDecompressHeader3",
                  JAVA_INT,
                  ADDRESS,
                  ADDRESS,
                  JAVA_LONG,
                  ADDRESS,
                  ADDRESS,
                  ADDRESS,
                  ADDRESS),
              function(
                  symbols,
                  "tjDecompressToYUVPlanes",
                  JAVA_INT,
                  ADDRESS,
                  ADDRESS,
                  JAVA_LONG,
                  ADDRESS,
                  JAVA_INT,
                  ADDRESS,
                  JAVA_INT,
                  JAVA_INT),
              function(symbols, "tjDestroy", JAVA_INT, ADDRESS)));
    } catch (IllegalArgumentException | NoSuchElementException | IllegalCallerException e) {
      // Not there, too old, or native access is denied: the JDK's decoder is.
      return Optional.empty();
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      SymbolLookup symbols, String name, MemoryLayout result, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(result, parameters));
  }

  MemorySegment newDecoder() {
    try {
      return (MemorySegment) init.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  boolean decode(
      MemorySegment decoder, MemorySegment jpeg, JpegHeader expected, List<Plane> planes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment told = arena.allocate(JAVA_INT, 4);
      int failed =
          (int)
              header.invokeExact(
                  decoder,
                  jpeg,
                  jpeg.byteSize(),
                  told,
                  told.asSlice(4),
                  told.asSlice(8),
                  told.asSlice(12));
      if (failed != 0
          || told.getAtIndex(JAVA_INT, 0) != expected.width()
          || told.getAtIndex(JAVA_INT, 1) != expected.height()
          || told.getAtIndex(JAVA_INT, 2) != subsampling(expected)) {
        return false;
      }
      MemorySegment pointers = arena.allocate(ADDRESS, planes.size());
      MemorySegment strides = arena.allocate(JAVA_INT, planes.size());
      for (int p = 0; p < planes.size(); p++) {
        pointers.setAtIndex(ADDRESS, p, planes.get(p).samples());
        strides.setAtIndex(JAVA_INT, p, planes.get(p).stride());
      }
      failed =
          (int)
              decompress.invokeExact(
                  decoder,
                  jpeg,
                  jpeg.byteSize(),
                  pointers,
                  expected.width(),
                  strides,
                  expected.height(),
                  ACCURATE_DCT_STOP_ON_WARNING);
      return failed == 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The library's numbers for 4:4:4, 4:2:2, 4:2:0 and grey. */
  private static int subsampling(JpegHeader header) {
    return header.grey() ? 3 : header.stepX() + header.stepY() - 2;
  }

  void free(MemorySegment decoder) {
    try {
      int failed = (int) destroy.invokeExact(decoder);
      assert failed == 0 : "tjDestroy";
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
