package io.niteru.plugin.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the operating system keeps of mapped files. Where it cannot be asked, all of a mapping
 * counts as kept, and nothing is dropped. Safe for all threads.
 */
final class PageCache {
  private static final int READ_ONLY = 0;
  private static final int DONT_NEED = 4;

  private static final Optional<MethodHandle> PAGE_SIZE =
      function(
          "getpagesize",
          FunctionDescriptor.of(ValueLayout.JAVA_INT),
          Linker.Option.critical(false));
  private static final Optional<MethodHandle> IN_CORE =
      function(
          "mincore",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS));
  private static final Optional<MethodHandle> OPEN =
      function(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final Optional<MethodHandle> ADVISE =
      function(
          "posix_fadvise",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final Optional<MethodHandle> CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private PageCache() {}

  /** Bytes of a mapping that can be read without going to the disk. */
  static long residentBytes(MemorySegment mapped) {
    if (mapped.byteSize() == 0 || IN_CORE.isEmpty() || PAGE_SIZE.isEmpty()) {
      return mapped.byteSize();
    }
    try (Arena arena = Arena.ofConfined()) {
      long page = (int) PAGE_SIZE.get().invokeExact();
      long before = mapped.address() % page;
      MemorySegment start = MemorySegment.ofAddress(mapped.address() - before);
      long length = before + mapped.byteSize();
      long pages = (length + page - 1) / page;
      MemorySegment state = arena.allocate(pages);
      if ((int) IN_CORE.get().invokeExact(start, length, state) != 0) {
        return mapped.byteSize();
      }
      long resident = 0;
      for (long i = 0; i < pages; i++) {
        resident += state.get(ValueLayout.JAVA_BYTE, i) & 1;
      }
      return Math.min(resident * page, mapped.byteSize());
    } catch (Throwable t) {
      throw rethrow(t);
    }
  }

  /** Lets the system forget a file, as far as it is written to the disk and not in use. */
  static void drop(Path file) {
    if (OPEN.isEmpty() || ADVISE.isEmpty() || CLOSE.isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      int fd = (int) OPEN.get().invokeExact(arena.allocateFrom(file.toString()), READ_ONLY);
      if (fd < 0) {
        return; // merged away meanwhile
      }
      int advised = (int) ADVISE.get().invokeExact(fd, 0L, 0L, DONT_NEED);
      int closed = (int) CLOSE.get().invokeExact(fd);
      assert advised == 0 && closed == 0 : file;
    } catch (Throwable t) {
      throw rethrow(t);
    }
  }

  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    try {
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = linker.defaultLookup();
      return library.find(name).map(address -> linker.downcallHandle(address, type, options));
    } catch (UnsupportedOperationException | IllegalCallerException e) {
      return Optional.empty(); // a system, or a Java, that does not let us ask
    }
  }

  private static RuntimeException rethrow(Throwable t) {
    if (t instanceof Error e) {
      throw e;
    }
    return t instanceof RuntimeException e ? e : new IllegalStateException(t);
  }
}
