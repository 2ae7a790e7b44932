package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official clients of other languages, unchanged, each a program of its own. */
class ClientsTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final String PYTHON = "/usr/bin/python3";
  private static final Path SCRIPTS = Path.of("src/test").toAbsolutePath();

  @Test
  void theArticlesOwnPythonClientWorks() throws Exception {
    requirePython();
    Run run =
        run(SCRIPTS, PYTHON, "-W", "ignore", "python/article_client.py", NODE.url().toString());
    assertThat(run.exit()).as(run.text()).isZero();
    JsonNode saw = new ObjectMapper().readTree(run.text());
    assertThat(saw.at("/version").asText()).isEqualTo("7.10.2");
    assertThat(saw.at("/errors").asInt()).isZero();
    assertThat(saw.at("/docs").asInt()).isEqualTo(600);
    assertThat(saw.at("/health").asText()).isEqualTo("green");
    assertThat(saw.at("/found").size()).isEqualTo(10);
    for (JsonNode found : saw.at("/found")) {
      assertThat(found.at("/first")).as("itself first").isEqualTo(found.at("/asked"));
      assertThat(found.at("/score").asDouble()).isEqualTo(1.0);
      assertThat(found.at("/descending").asBoolean()).isTrue();
      assertThat(found.at("/hits").asInt()).isEqualTo(10);
      assertThat(found.at("/total").asInt()).isEqualTo(10);
    }
  }

  @Test
  void thePythonClientOfVersion7Works() throws Exception {
    requirePython();
    Run run = run(SCRIPTS, PYTHON, "-W", "ignore", "python/client.py", NODE.url().toString());
    assertThat(run.exit()).as(run.text()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"@elastic/elasticsearch", "@opensearch-project/opensearch"})
  void theJavaScriptClientsWork(String module) throws Exception {
    Path folder = Path.of("target/javascript").toAbsolutePath();
    requireModules(folder);
    Run run = run(folder, "node", "client.js", module, NODE.url().toString());
    assertThat(run.exit()).as(run.text()).isZero();
  }

  private static void requirePython() throws Exception {
    boolean found =
        Files.isExecutable(Path.of(PYTHON))
            && run(SCRIPTS, PYTHON, "-c", "import elasticsearch").exit() == 0;
    require(found, PYTHON + " with python3-elasticsearch");
  }

  /** Installs what package-lock.json names, once for a clean build. */
  private static void requireModules(Path folder) throws Exception {
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "package-lock.json", "client.js")) {
      Path from = SCRIPTS.resolve("javascript").resolve(file);
      Files.copy(from, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    require(starts(folder, "node") && starts(folder, "npm"), "node and npm");
    if (!Files.isDirectory(folder.resolve("node_modules"))) {
      Run install = run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      require(install.exit() == 0, "npm to install the clients: " + install.text().strip());
    }
  }

  private static boolean starts(Path folder, String program) throws InterruptedException {
    try {
      return run(folder, program, "--version").exit() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static void require(boolean present, String what) {
    if (!present && !"true".equals(System.getenv("CI"))) {
      System.out.println("skipped: needs " + what);
      assumeThat(present).isTrue();
    }
    assertThat(present).as(what).isTrue();
  }

  /** How a program ended and what it said. */
  private record Run(int exit, String text) {}

  private static Run run(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), text);
  }
}
