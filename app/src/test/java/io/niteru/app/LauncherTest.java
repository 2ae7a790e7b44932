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
