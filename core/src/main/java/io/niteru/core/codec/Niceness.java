package io.niteru.core.codec;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Lets threads of this process go after others. On Linux a thread has a nice value of its own, and
 * threads it starts inherit it; elsewhere nothing happens. Thread priorities of Java do nothing on
 * Linux unless the JVM is told so. What is lowered stays so: only some users may raise it again.
 * Where Java may not call the system ({@code --illegal-native-access=deny}), nothing happens either:
 * to go after others is a courtesy, and no merge fails for want of it.
 */
public final class Niceness {
  /** A tenth of what a thread that is not lowered gets, where both want all of a processor. */
  private static final int NICE = 10;

  private static final int PRIO_PROCESS = 0;
  private static final int THIS_THREAD = 0;
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

  private Niceness() {}

  /** Lowers the calling thread. */
  static void lower() {
    if (LINUX) {
      lower(THIS_THREAD);
    }
  }

  /**
   * Lowers threads, those of the JVM itself among them.
   *
   * @param name part of their names, of which Linux keeps 15 characters
   */
  public static void lower(String name) throws IOException {
    if (!Files.isDirectory(THREADS)) {
      return;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (name(thread).contains(name)) {
          lower(Integer.parseInt(thread.getFileName().toString()));
        }
      }
    }
  }

  private static String name(Path thread) {
    try {
      return Files.readString(thread.resolve("comm"));
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }

  private static void lower(int thread) {
    if (Calls.ALLOWED && Calls.get(thread) < NICE) {
      Calls.set(thread);
    }
  }

  /** {@code getpriority} and {@code setpriority} of the C library. */
  private static final class Calls {
    private static final MethodHandle GET = find("getpriority", 2);
    private static final MethodHandle SET = find("setpriority", 3);
    static final boolean ALLOWED = GET != null && SET != null;

    static int get(int thread) {
      try {
        return (int) GET.invokeExact(PRIO_PROCESS, thread);
      } catch (Throwable t) {
        throw new AssertionError("getpriority throws nothing", t);
      }
    }

    /** May be refused, which does no harm. */
    static int set(int thread) {
      try {
        return (int) SET.invokeExact(PRIO_PROCESS, thread, NICE);
      } catch (Throwable t) {
        throw new AssertionError("setpriority throws nothing", t);
      }
    }

    /** A function of so many ints; null where there is none, or Java may not call it. */
    @SuppressWarnings("restricted")
    private static MethodHandle find(String name, int arguments) {
      ValueLayout[] ints = new ValueLayout[arguments];
      Arrays.fill(ints, ValueLayout.JAVA_INT);
      var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ints);
      try {
        Linker linker = Linker.nativeLinker();
        return linker
            .defaultLookup()
            .find(name)
            .map(address -> linker.downcallHandle(address, type))
            .orElse(null);
      } catch (UnsupportedOperationException | IllegalCallerException e) {
        return null;
      }
    }
  }
}
