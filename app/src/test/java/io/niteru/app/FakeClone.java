package io.niteru.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/**
 * A clone with nothing in it but the launcher, which sees the tools that it may use and no others,
 * and stand-ins for Maven and Java.
 */
final class FakeClone {
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "cat",
          "cksum",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "ln",
          "locale",
          "ls",
          "mkdir",
          "mkfifo",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "stat",
          "tee",
          "touch",
          "tput",
          "uname",
          "uniq",
          "wc");

  /** What a run of the launcher came to. */
  record Ran(int exit, String out, String err) {}

  private final Path root;
  private final Path tools;
  private final Map<String, String> environment = new TreeMap<>();
  private int runs;

  /** Skips the test where there is no bash. */
  FakeClone(Path folder, UnaryOperator<String> changes) throws IOException {
    if (find("bash").isEmpty()) {
      System.out.println("skipped: there is no bash");
      Assumptions.abort("no bash");
    }
    root = Files.createDirectories(folder.resolve("a clone"));
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      use(tool);
    }
    Files.writeString(
        root.resolve("niteru"), changes.apply(Files.readString(Path.of("..", "niteru"))));
    Path jdk = Files.createDirectories(root.resolve("jdk/bin"));
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    executable(jdk.resolve("java"), "echo ran");
    executable(jdk.resolve("javac"), "exit 1");
    environment.put("PATH", tools.toString());
    environment.put("HOME", folder.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("JAVA_HOME", jdk.getParent().toString());
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /** Puts a tool of this machine where the launcher finds it. */
  boolean use(String tool) throws IOException {
    Optional<Path> there = find(tool);
    if (there.isPresent()) {
      executable(tools.resolve(tool), "exec '" + there.get() + "' \"$@\"");
    }
    return there.isPresent();
  }

  void maven(String script) throws IOException {
    executable(tools.resolve("mvn"), "root='" + root + "'\n" + script);
  }

  void environment(String name, String value) {
    environment.put(name, value);
  }

  /** Starts the launcher; its standard error is to be read. */
  Process start(String... arguments) throws IOException {
    return command(arguments).start();
  }

  /** Runs the launcher to its end, or, should it hang, to that of the test. */
  Ran run(String... arguments) throws IOException, InterruptedException {
    Path err = path("err");
    Process process = command(arguments).redirectError(err.toFile()).start();
    try {
      int exit = process.waitFor();
      return new Ran(exit, Files.readString(path("out" + runs)), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private ProcessBuilder command(String... arguments) {
    var command = new ProcessBuilder(tools.resolve("bash").toString(), path("niteru").toString());
    command.command().addAll(List.of(arguments));
    command.environment().clear();
    command.environment().putAll(environment);
    return command.redirectOutput(path("out" + ++runs).toFile());
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
  }

  private static Optional<Path> find(String tool) {
    return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
