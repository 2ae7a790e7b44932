package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.plugin.node.OldData.Question;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The data folders that nodes of older versions of OpenSearch left are opened, searched and merged.
 * Before a newer version is used, this one's is written with
 *
 * <pre>
 * mvn -pl plugin -am test -Dtest=OldDataTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dniteru.data=src/test/resources/data/3.9.0.zip
 * </pre>
 *
 * and its version added below.
 */
class OldDataTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final String ANSWERS = "answers.txt";

  @BeforeAll
  static void writeIfAskedTo() throws IOException {
    String zip = System.getProperty("niteru.data");
    if (zip == null) {
      return;
    }
    List<String> answers = new ArrayList<>();
    for (OldData kind : OldData.values()) {
      kind.write(NODE);
      for (Question question : kind.questions()) {
        answers.add(String.join(" ", question.hits(NODE)));
      }
    }
    Path left = NODE.restartOn(Files.createTempDirectory("niteru-node"));
    try (FileSystem zipped = FileSystems.newFileSystem(Path.of(zip), Map.of("create", "true"))) {
      copy(left.resolve("data"), zipped.getPath("/data"));
      Files.write(zipped.getPath("/" + ANSWERS), answers);
    }
    RunningNode.delete(left);
  }

  @ParameterizedTest
  @ValueSource(strings = "3.8.0")
  void dataOfAnOlderVersionGiveTheAnswersTheyAlwaysGave(String version) throws Exception {
    URI zip = OldDataTest.class.getResource("/data/" + version + ".zip").toURI();
    Path data = Files.createTempDirectory("niteru-node");
    try (FileSystem zipped = FileSystems.newFileSystem(Path.of(zip))) {
      copy(zipped.getPath("/"), data);
    }
    RunningNode.delete(NODE.restartOn(data));
    NODE.get("/_cluster/health?wait_for_status=yellow&timeout=30s");
    List<String> answers = Files.readAllLines(data.resolve(ANSWERS));
    check(answers);

    for (OldData kind : OldData.values()) {
      assertThat(NODE.get("/" + kind.index() + "/_source/9").text()).isEqualTo(kind.document(9));
      kind.load(NODE, 0, 5);
      NODE.post("/" + kind.index() + "/_forcemerge?max_num_segments=1", null);
    }
    check(answers);
  }

  private static void check(List<String> answers) {
    Iterator<String> expected = answers.iterator();
    for (OldData kind : OldData.values()) {
      for (Question question : kind.questions()) {
        check(question, question.hits(NODE), List.of(expected.next().split(" ")));
      }
    }
    assertThat(expected).isExhausted();
  }

  private static void check(Question question, List<String> hits, List<String> expected) {
    assertThat(hits).hasSameSizeAs(expected);
    for (int i = 0; i < hits.size(); i++) {
      String[] hit = hits.get(i).split(":");
      String[] old = expected.get(i).split(":");
      assertThat(hit[0]).as("hit %d of %s", i, question.body()).isEqualTo(old[0]);
      double score = Double.parseDouble(old[1]);
      assertThat(Double.parseDouble(hit[1])).isCloseTo(score, within(1e-5 * score));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
