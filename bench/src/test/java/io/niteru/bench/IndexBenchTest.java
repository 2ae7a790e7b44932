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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IndexBenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void measuresContestantsAndWritesJson() throws Exception {
    Path json = folder.resolve("out.json");

    int code =
        run("index", "--count", "3000", "--contestants", "ours,lucene", "--json", json.toString());

    assertThat(code).as(err.toString()).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/data/count").asInt()).isEqualTo(3000);
    for (int i = 0; i < 2; i++) {
      JsonNode contestant = report.at("/contestants/" + i);
      assertThat(contestant.at("/built/bytes").asLong()).isGreaterThan(3000L * 1280 * 4);
      assertThat(contestant.at("/memory/heap").asLong()).isPositive();
      double best = 0;
      for (JsonNode measured : contestant.get("sweep")) {
        best = Math.max(best, measured.get("recall").asDouble());
        assertThat(measured.get("p99").asDouble()).isGreaterThanOrEqualTo(0);
      }
      assertThat(best).isGreaterThan(0.99);
    }
    assertThat(report.at("/meanMicrosAtRecall/ours/0.95").asDouble()).isPositive();
    assertThat(out.toString()).contains("ours", "lucene", "µs at .999");
    assertThat(Files.exists(folder.resolve("work/niteru-bench"))).isFalse();
  }

  @Test
  void comparesTheRecallAskedForWithTheRecallHad() throws Exception {
    Path json = folder.resolve("out.json");

    int code =
        run(
            "recall",
            "--data",
            random(2000),
            "--dimension",
            "64",
            "--asked",
            "0.9,0.99",
            "--json",
            json.toString());

    assertThat(code).as(err.toString()).isZero();
    JsonNode results = new ObjectMapper().readTree(json.toFile()).get("results");
    assertThat(results.findValuesAsText("rows"))
        .allSatisfy(rows -> assertThat(Integer.parseInt(rows)).isBetween(400, 1800))
        .hasSize(6);
    assertThat(results.findValues("heldBack"))
        .allSatisfy(r -> assertThat(r.asDouble()).isBetween(.9, 1.));
    assertThat(out.toString()).contains("asked", "rows held back");
  }

  @Test
  void measuresFiltersWithFullRecallWhereFewRowsAreLeft() throws Exception {
    Path json = folder.resolve("out.json");

    int code =
        run(
            "filters",
            "--data",
            random(2000),
            "--dimension",
            "64",
            "--contestants",
            "ours,lucene",
            "--json",
            json.toString());

    assertThat(code).as(err.toString()).isZero();
    JsonNode filters = new ObjectMapper().readTree(json.toFile()).get("filters");
    assertThat(filters).hasSize(5);
    JsonNode last = filters.get(4);
    assertThat(last.get("rows").asInt()).isEqualTo(10);
    assertThat(last.at("/contestants/0/sweep/0/recall").asDouble()).isEqualTo(1);
  }

  @Test
  void namesAContestantThatDropsOutAndGoesOn() throws Exception {
    Files.createDirectories(folder.resolve("work/niteru-bench/ours.log/in-the-way"));

    int code =
        run("index", "--data", random(550), "--dimension", "64", "--contestants", "ours,lucene");

    assertThat(code).isEqualTo(2);
    assertThat(out.toString()).contains("ours dropped out: ", "ours.log", "lucene: ");
  }

  @Test
  void namesTheContestantsThereAre() {
    assertThat(run("index", "--contestants", "faiss")).isEqualTo(2);
    assertThat(err.toString()).contains("no contestant faiss; there are ours, lucene");
  }

  @Test
  void mergesSegmentsWithAndWithoutGraphs() throws Exception {
    Path json = folder.resolve("out.json");

    int code = run("merge", "--data", random(1100), "--dimension", "64", "--json", json.toString());

    assertThat(code).as(err.toString()).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    for (String way : List.of("atOnce", "merged")) {
      assertThat(report.at("/" + way + "/steps/merge/cpuSeconds").asDouble()).isPositive();
      assertThat(report.at("/" + way + "/recalls/256").asDouble()).isGreaterThan(.9);
    }
    assertThat(out.toString()).contains("Merging graphs takes ");
  }

  private String random(int rows) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(rows * 64 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    SplittableRandom random = new SplittableRandom(5);
    while (bytes.hasRemaining()) {
      bytes.putFloat(random.nextFloat());
    }
    return Files.write(folder.resolve("vectors"), bytes.array()).toString();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    String work = folder.resolve("work").toString();
    all.addAll(List.of("--m", "16", "--work", work));
    if (!List.of("merge", "recall").contains(arguments[0])) {
      all.addAll(List.of("--rounds", "1", "--heap", "512m"));
    }
    CommandLine command = Bench.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(all.toArray(String[]::new));
  }
}
