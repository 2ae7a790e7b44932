package io.niteru.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleBenchTest {
  private static final int DIMENSION = 32;
  private static final int ROWS = 900;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void loadsSearchesAndReportsWithAnEngineOfItsOwn() throws Exception {
    Path json = folder.resolve("out.json");
    Path html = folder.resolve("out.html");

    int code =
        run(
            "--data",
            random().toString(),
            "--shards",
            "5",
            "--searches",
            "40",
            "--batch",
            "100",
            "--heap",
            "512m",
            "--work",
            folder.resolve("work").toString(),
            "--json",
            json.toString(),
            "--html",
            html.toString());

    assertThat(code).as(err.toString()).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    // The last tenth is held back for the queries.
    assertThat(report.at("/setup/documents").asInt()).isEqualTo(ROWS * 9 / 10);
    assertThat(report.at("/setup/queries").asInt()).isEqualTo(40);
    assertThat(report.at("/setup/shards").asInt()).isEqualTo(5);
    for (String series : new String[] {"searches", "merged"}) {
      JsonNode searches = report.get(series);
      assertThat(searches.get("recall").asDouble()).isEqualTo(1);
      assertThat(searches.get("segments").asInt()).isPositive();
      assertThat(searches.get("millis")).hasSize(40);
      assertThat(searches.get("batch").asDouble()).isPositive();
      assertThat(searches.at("/client/p99").asDouble())
          .isGreaterThanOrEqualTo(searches.at("/client/p50").asDouble());
    }
    assertThat(report.get("storeBytes").asLong()).isGreaterThan(ROWS * 9L / 10 * DIMENSION * 4);
    assertThat(report.at("/ingest/visibleSeconds").asDouble())
        .isGreaterThanOrEqualTo(report.at("/ingest/sentSeconds").asDouble());
    assertThat(out.toString()).contains("24.8 GB", "15 s", "first query", "recall@10");
    assertThat(Files.readString(html))
        .contains("24.8 GB", "<polyline", "first query")
        .doesNotContain("{{", "src=", "<link");
    assertThat(folder.resolve("work/niteru-bench")).doesNotExist();
  }

  @Test
  void saysHowManyRowsThereAre() throws Exception {
    int code = run("--data", random().toString(), "--count", "5000");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("has 810 rows to load; lower --count");
  }

  @Test
  void refusesQueriesWithoutData() {
    assertThat(run("--queries", "q.bin")).isEqualTo(2);
    assertThat(err.toString()).contains("--queries needs --data");
  }

  private Path random() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ROWS * DIMENSION * 4).order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom random = new SplittableRandom(5);
    while (bytes.hasRemaining()) {
      bytes.putFloat((float) random.nextGaussian());
    }
    return Files.write(folder.resolve("vectors"), bytes.array());
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "article";
    all[1] = "--dimension";
    all[2] = Integer.toString(DIMENSION);
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
