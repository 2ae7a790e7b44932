package io.niteru.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.plugin.node.RunningNode;
import io.niteru.plugin.node.RunningNode.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping and being killed. */
class RestartTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode(ServeNode::start);

  @Test
  void aSecondNodeOnTheSameFolderIsRefused() {
    assertThatThrownBy(
            () -> EmbeddedNode.start(NodeConfig.in(NODE.folder()).listening("127.0.0.1", 0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(NODE.folder().toString())
        .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
  }

  @Test
  void aTakenPortIsRefused(@TempDir Path folder) throws IOException {
    NodeConfig config = NodeConfig.in(folder).listening("127.0.0.1", NODE.url().getPort());
    assertThatThrownBy(() -> EmbeddedNode.start(config))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + NODE.url().getPort())
        .hasMessageContaining("--http-port");
  }

  @Test
  void answersAreTheSameAfterARestart() throws IOException {
    NODE.put(
        "/r",
        "{\"settings\":{\"index.knn\":true},\"mappings\":{\"properties\":{\"v\":"
            + "{\"type\":\"knn_vector\",\"dimension\":2,\"space_type\":\"cosinesimil\"}}}}");
    for (int i = 0; i < 20; i++) {
      NODE.put("/r/_doc/" + i, "{\"v\":[" + Math.cos(i) + "," + Math.sin(i) + "]}");
    }
    NODE.post("/r/_refresh", null);
    String query = "{\"query\":{\"knn\":{\"v\":{\"vector\":[1,0.1],\"k\":7}}}}";
    String hits = NODE.post("/r/_search", query).at("/hits").toString();
    String mapping = NODE.get("/r/_mapping").text();
    NODE.restart();
    NODE.get("/_cluster/health/r?wait_for_status=yellow&timeout=30s");
    assertThat(NODE.post("/r/_search", query).at("/hits").toString()).isEqualTo(hits);
    assertThat(NODE.get("/r/_mapping").text()).isEqualTo(mapping);
  }

  @Test
  void acknowledgedWritesSurviveAKill(@TempDir Path folder) throws Exception {
    Process serving = serve(folder);
    URI url = address(serving);
    NODE.send(
        "PUT",
        url + "/k",
        "{\"settings\":{\"index.knn\":true},\"mappings\":{\"properties\":"
            + "{\"v\":{\"type\":\"knn_vector\",\"dimension\":3}}}}");
    for (int i = 0; i < 30; i++) {
      Answer answer =
          NODE.send(
              "PUT", url + "/k/_doc/" + i, "{\"v\":[" + (float) i + ",1.0,2.0],\"i\":" + i + "}");
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
      if (i == 10) {
        NODE.send("POST", url + "/k/_flush", null);
      }
    }
    serving.destroyForcibly().waitFor();

    serving = serve(folder);
    url = address(serving);
    NODE.send("GET", url + "/_cluster/health/k?wait_for_status=yellow&timeout=30s", null);
    for (int i = 0; i < 30; i++) {
      assertThat(NODE.send("GET", url + "/k/_source/" + i, null).text())
          .isEqualTo("{\"v\":[" + (float) i + ",1.0,2.0],\"i\":" + i + "}");
    }
    Answer found =
        NODE.send(
            "POST",
            url + "/k/_search",
            "{\"query\":{\"knn\":{\"v\":{\"vector\":[29,1,2],\"k\":1}}}}");
    assertThat(found.hitIds()).containsExactly("29");

    serving.destroy();
    assertThat(serving.waitFor()).as("exit code after SIGTERM").isEqualTo(143);
    assertThat(Files.readString(folder.resolve("logs/niteru.log"))).endsWith("closed\n");
  }

  /** {@code niteru serve} in a JVM of its own, with this one's flags. */
  private static Process serve(Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--") || flag.startsWith("-Xmx"))
        .forEach(command::add);
    String path = System.getProperty("surefire.test.class.path");
    command.addAll(List.of("-cp", path == null ? System.getProperty("java.class.path") : path));
    command.addAll(
        List.of("io.niteru.app.Niteru", "serve", "--http-port", "0", "--data", folder.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static URI address(Process serving) throws IOException {
    Pattern ready = Pattern.compile("ready at (http://[0-9.:]+)");
    BufferedReader out = serving.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher matcher = ready.matcher(line);
      if (matcher.find()) {
        return URI.create(matcher.group(1));
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("not started: " + said);
  }
}
