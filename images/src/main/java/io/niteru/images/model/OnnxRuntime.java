package io.niteru.images.model;

import ai.onnxruntime.OrtEnvironment;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * ONNX Runtime without its telemetry. From 1.29 on its native library reports to its maker, which
 * nobody asked for, and it crashes on the way there if the process has a command line longer than
 * 4,096 bytes. Only an environment variable stops that, and only before the library is loaded.
 */
final class OnnxRuntime {
  private OnnxRuntime() {}

  /** The one environment of this process. */
  static OrtEnvironment environment() {
    return Holder.ENVIRONMENT;
  }

  private static final class Holder {
    private static final OrtEnvironment ENVIRONMENT = quietly();

    private static OrtEnvironment quietly() {
      setenv("ORT_DISABLE_TELEMETRY", "1");
      return OrtEnvironment.getEnvironment();
    }
  }

  /** Sets a variable where native code looks; Java's own view of the environment is a copy. */
  @SuppressWarnings("restricted")
  private static void setenv(String name, String value) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find("setenv");
    if (function.isEmpty()) {
      return;
    }
    MethodHandle setenv =
        linker.downcallHandle(
            function.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int failed = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      assert failed == 0 : name;
    } catch (Throwable e) {
      throw new IllegalStateException("cannot set " + name, e);
    }
  }
}
