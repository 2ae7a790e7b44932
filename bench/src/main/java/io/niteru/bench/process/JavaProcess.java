package io.niteru.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of this class path in a JVM of its own, with the flags {@code ./niteru} gives. */
public final class JavaProcess {
  private JavaProcess() {}

  /**
   * A process that has not started.
   *
   * @param heap largest heap, as {@code -Xmx} takes it
   * @param flags more flags for the JVM
   */
  public static ProcessBuilder of(
      Class<?> main, String heap, List<String> flags, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Xmx" + heap));
    command.addAll(flags);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }
}
