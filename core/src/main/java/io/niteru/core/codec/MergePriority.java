package io.niteru.core.codec;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.apache.lucene.index.ConcurrentMergeScheduler;

/**
 * Lets searches go before merges. On Linux a thread has a nice value of its own, and threads it
 * starts inherit it; elsewhere nothing happens. Thread priorities of Java do nothing on Linux
 * unless the JVM is told so.
 */
final class MergePriority {
  private static final int NICE = 10;
  private static final int PRIO_PROCESS = 0;
  private static final MethodHandle SETPRIORITY = setpriority();

  private MergePriority() {}

  /**
   * Lowers the priority of this thread for good, if it is one that Lucene started for a merge;
   * other threads that merge have something else to do afterwards.
   */
  static void lower() {
    boolean ofMerge =
        Thread.currentThread().getClass().getEnclosingClass() == ConcurrentMergeScheduler.class;
    if (ofMerge && SETPRIORITY != null) {
      try {
        SETPRIORITY.invoke(PRIO_PROCESS, 0, NICE);
      } catch (Throwable t) {
        throw new AssertionError("setpriority throws nothing", t);
      }
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle setpriority() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null;
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(
            address ->
                linker.downcallHandle(
                    address,
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT)))
        .orElse(null);
  }
}
