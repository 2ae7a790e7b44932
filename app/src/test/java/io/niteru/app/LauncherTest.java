package io.niteru.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script at the root, on machines that lack something. */
class LauncherTest {
  @TempDir private Path folder;

  private record Ran(int exit, String said) {}

  @Test
  void withoutAJdkThatIsNewEnoughItSaysHowToGetOne() throws Exception {
    Path script = folder.resolve("niteru");
    Files.writeString(script, script().replace("NEEDED=25", "NEEDED=999"));

    Ran ran = run(Map.of("JAVA_HOME", "/nowhere"), "bash", script.toString(), "--help");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.said())
        .contains("needs a JDK 999 or newer")
        .contains("JAVA_HOME is /nowhere")
        .contains("apt install openjdk-999-jdk");
  }

  @Test
  void withoutMavenItSaysHowToGetIt() throws Exception {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("dirname", "sed", "find", "head", "mkdir", "rm", "cat")) {
      Files.createSymbolicLink(tools.resolve(tool), tool(tool));
    }
    Path fresh = Files.createDirectory(folder.resolve("a fresh clone"));
    Files.writeString(fresh.resolve("niteru"), script());

    Ran ran =
        run(
            Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home")),
            tool("bash").toString(),
            fresh.resolve("niteru").toString(),
            "--help");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.said()).contains("needs Maven 3.8 or newer").contains("apt install maven");
  }

  @Test
  void fileNamesAreInUtf8WhateverTheLocale() throws Exception {
    Path root = folder.resolve("built");
    Path java = Files.createDirectories(root.resolve("jdk/bin")).resolve("java");
    Files.createDirectories(root.resolve("app/target/dist"));
    Files.createFile(root.resolve("app/target/dist/built"));
    Files.writeString(root.resolve("niteru"), script());
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    for (Path tool : List.of(java, java.resolveSibling("javac"))) {
      Files.writeString(tool, "#!/bin/sh\nlocale charmap\n");
      assertThat(tool.toFile().setExecutable(true)).isTrue();
    }
    for (String locale : List.of("C", "POSIX", "C.UTF-8", "no_SUCH.UTF-8")) {
      Map<String, String> environment =
          Map.of("LC_ALL", locale, "JAVA_HOME", root.resolve("jdk").toString());

      Ran ran = run(environment, "bash", root.resolve("niteru").toString(), "extract");

      assertThat(ran.said().lines()).as(locale).contains("UTF-8");
    }
  }

  private static String script() throws IOException {
    return Files.readString(Path.of("..", "niteru"));
  }

  private static Path tool(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path tool = Path.of(folder, name);
      if (Files.isExecutable(tool)) {
        return tool;
      }
    }
    throw new IllegalStateException("no " + name + " on the PATH");
  }

  private static Ran run(Map<String, String> environment, String... command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());
    return new Ran(process.waitFor(), said);
  }
}
