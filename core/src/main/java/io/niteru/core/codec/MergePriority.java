package io.niteru.core.codec;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.apache.lucene.index.ConcurrentMergeScheduler;

/**
 * Lets searches go before merges. On Linux a thread has a nice value of its own, and threads it
 * starts inherit it; elsewhere nothing happens. Thread priorities of Java do nothing on Linux
 * unless the JVM is told so.
 */
final class MergePriority {
  private static final int NICE = 10;
  private static final int PRIO_PROCESS = 0;
  private static final int THIS_THREAD = 0;
  private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

  private MergePriority() {}

  /**
   * Lowers the priority of this thread for good, if it is one that Lucene started for a merge;
   * other threads that merge have something else to do afterwards.
   */
  static void lower() {
    boolean ofMerge =
        Thread.currentThread().getClass().getEnclosingClass() == ConcurrentMergeScheduler.class;
    if (ofMerge && LINUX && Calls.get() < NICE) {
      Calls.set(NICE);
    }
  }

  /** {@code getpriority} and {@code setpriority} of the C library. */
  private static final class Calls {
    private static final MethodHandle GET = find("getpriority", 2);
    private static final MethodHandle SET = find("setpriority", 3);

    static int get() {
      try {
        return (int) GET.invokeExact(PRIO_PROCESS, THIS_THREAD);
      } catch (Throwable t) {
        throw new AssertionError("getpriority throws nothing", t);
      }
    }

    /** May be refused, which does no harm. */
    static int set(int nice) {
      try {
        return (int) SET.invokeExact(PRIO_PROCESS, THIS_THREAD, nice);
      } catch (Throwable t) {
        throw new AssertionError("setpriority throws nothing", t);
      }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle find(String name, int arguments) {
      ValueLayout[] ints = new ValueLayout[arguments];
      Arrays.fill(ints, ValueLayout.JAVA_INT);
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow(name),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ints));
    }
  }
}
