package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A file of vectors that changed on the disk is found without a merge. */
@Timeout(120)
class DamagedFilesTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final List<String> EXTENSIONS = List.of("vec", "nv1", "nv4", "nvg");

  /** Keeps what is said of damage. */
  private static final class Said extends AbstractAppender {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    private Said() {
      super("said", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      messages.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
    }
  }

  @Test
  void eachDamagedFileIsReportedAndNothingElse() throws Exception {
    create("sound");
    create("damaged");
    NODE.post("/sound,damaged/_close", null);
    List<String> flipped = new ArrayList<>();
    for (String extension : EXTENSIONS) {
      flipped.add(flip(only("damaged", extension)));
    }
    Said said = new Said();
    var logger = (Logger) LogManager.getLogger("io.niteru.plugin.damage.DamageWatch");
    said.start();
    logger.addAppender(said);
    try {
      // In this order, so that all is said when the last one is.
      NODE.post("/sound/_open", null);
      NODE.get("/_cluster/health/sound?wait_for_status=yellow&timeout=30s");
      NODE.post("/damaged/_open", null);
      for (int i = 0; i < EXTENSIONS.size(); i++) {
        String message = said.messages.poll(60, TimeUnit.SECONDS);
        assertThat(message).startsWith("ERROR file [").contains("shard [damaged][0]");
        assertThat(flipped.removeIf(name -> message.contains("[" + name + "]"))).isTrue();
      }
      assertThat(flipped).isEmpty();
      assertThat(said.messages).isEmpty();
    } finally {
      logger.removeAppender(said);
    }
    Answer stats = NODE.get("/_plugins/_knn/stats/checked_files,damaged_files");
    String node = stats.at("/nodes").fieldNames().next();
    assertThat(stats.at("/nodes/" + node + "/damaged_files").asInt()).isEqualTo(4);
    assertThat(stats.at("/nodes/" + node + "/checked_files").asInt()).isGreaterThanOrEqualTo(8);
  }

  /** One segment with a graph. */
  private static void create(String index) {
    Answer created =
        NODE.put(
            "/" + index,
            """
            {"settings": {"index.knn": true, "index.number_of_replicas": 0,
                          "index.knn.advanced.approximate_threshold": 100},
             "mappings": {"properties": {"v": {"type": "knn_vector", "dimension": 32}}}}
            """);
    assertThat(created.status()).as(created.text()).isEqualTo(200);
    Random random = new Random(1);
    for (int part = 0; part < 2; part++) {
      String bulk =
          IntStream.range(0, 500)
              .mapToObj(i ->
                  "{\"index\":{}}\n{\"v\":"
                      + random.doubles(32).boxed().toList().toString().replace(" ", "")
                      + "}\n")
              .collect(Collectors.joining());
      assertThat(NODE.post("/" + index + "/_bulk?refresh=true", bulk).at("/errors").asBoolean())
          .isFalse();
    }
    Answer merged = NODE.post("/" + index + "/_forcemerge?max_num_segments=1", null);
    assertThat(merged.status()).as(merged.text()).isEqualTo(200);
  }

  private static Path only(String index, String extension) throws IOException {
    String uuid =
        NODE.get("/" + index + "/_settings").at("/" + index + "/settings/index/uuid").asText();
    // Not the whole folder, in which the node writes.
    try (Stream<Path> files = Files.walk(NODE.folder().resolve("data/nodes/0/indices/" + uuid))) {
      List<Path> found = files.filter(file -> file.toString().endsWith("." + extension)).toList();
      assertThat(found).as(extension).hasSize(1);
      return found.getFirst();
    }
  }

  private static String flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 8;
    Files.write(file, bytes);
    return file.getFileName().toString();
  }
}
