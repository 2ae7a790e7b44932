package io.niteru.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.Engine;
import io.niteru.app.node.EmbeddedNode;
import io.niteru.app.node.NodeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code niteru verify} as a user runs it. */
class VerifyTest {
  private static final int ROWS = 600;
  private static final int DIMENSION = 24;

  @TempDir private Path folder;

  private final float[][] rows = clusters(ROWS);
  private Path file;

  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void writeRows() throws IOException {
    file = write("fvecs.bin", rows);
  }

  @Test
  void theTableComparesExactAndApproximateSearch() {
    Ran ran = verify();

    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains("600 rows of 24 dimensions")
        .containsPattern("ms a picture +batch +single query")
        .containsPattern("exact +[\\d.]+ +[\\d.]+")
        .containsPattern("exact, codes first +[\\d.]+")
        .containsPattern("HNSW, efSearch 256 +[\\d.]+ +[\\d.]+")
        .contains("recall@10  1.0000 with M 48, efConstruction 128, efSearch 256")
        .contains("row 0 looks like");
  }

  @Test
  void theExampleIsWhatThePlainestLoopFindsWithoutTheQueryItself() throws IOException {
    JsonNode nearest = json("--k", "7").path("example").path("nearest");

    List<Integer> expected =
        IntStream.range(1, ROWS)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> -cosine(rows[0], rows[row])))
            .limit(7)
            .toList();
    assertThat(nearest.findValues("row")).extracting(JsonNode::asInt).isEqualTo(expected);
    assertThat(nearest.get(0).path("cosine").asDouble())
        .isEqualTo(cosine(rows[0], rows[expected.getFirst()]), within(1e-6));
  }

  @Test
  void whatWasBuiltIsUsedAgainUntilTheFileChanges() throws IOException {
    verify();
    FileTime graph = newest("graph-m48-ef128");
    FileTime codes = newest("codes");
    verify("--k", "5");
    assertThat(newest("graph-m48-ef128")).isEqualTo(graph);
    assertThat(newest("codes")).isEqualTo(codes);

    rows[0] = rows[599].clone();
    write("fvecs.bin", rows);
    JsonNode changed = json();

    assertThat(newest("graph-m48-ef128")).isGreaterThan(graph);
    assertThat(newest("codes")).isGreaterThan(codes);
    assertThat(changed.at("/hnsw/0/recall").asDouble()).isEqualTo(1);
    assertThat(changed.at("/example/nearest/0/row").asInt()).isEqualTo(599);
  }

  @Test
  void aBuildThatWasCutOffIsMadeAgain() throws IOException {
    verify();
    Path graph = folder.resolve("fvecs.bin.verify/graph-m48-ef128");
    try (Stream<Path> files = Files.list(graph)) {
      for (Path commit : files.filter(f -> f.toString().contains("segments_")).toList()) {
        Files.delete(commit);
      }
    }
    Files.write(folder.resolve("fvecs.bin.verify/codes"), new byte[100]);

    assertThat(verify().out()).contains("recall@10  1.0000");
  }

  @Test
  void rowsWithHeadersGiveTheSameAsRowsWithout() throws IOException {
    JsonNode without = json();
    JsonNode with = json(write("rows.fvecs", rows));

    assertThat(with.path("example")).isEqualTo(without.path("example"));
    assertThat(with.path("dimension").asInt()).isEqualTo(DIMENSION);
  }

  @Test
  void queriesOfAnotherFileFindRowsThatAreTheSame() throws IOException {
    Path queries = write("queries.bin", new float[][] {rows[7], rows[9]});

    JsonNode found = json("--queries", queries.toString());

    assertThat(found.path("queries").asInt()).isEqualTo(2);
    assertThat(found.at("/example/nearest/0/row").asInt()).isEqualTo(7);
    assertThat(found.at("/example/nearest/0/cosine").asDouble()).isEqualTo(1, within(1e-12));
  }

  @Test
  void aSweepNamesTheCheapestSettingThatFindsEnough() throws IOException {
    JsonNode sweep =
        json("--sweep", "--recall", "0.9", "--sweep-ef-search", "1,50,200", "--sweep-m", "4,16");

    assertThat(sweep.path("hnsw")).hasSize(6);
    JsonNode cheapest = sweep.path("cheapest");
    assertThat(cheapest.path("recall_high").asDouble()).isGreaterThanOrEqualTo(.9);
    for (JsonNode trial : sweep.path("hnsw")) {
      assertThat(trial.path("recall").asDouble())
          .isBetween(trial.path("recall_low").asDouble(), trial.path("recall_high").asDouble());
      if (trial.path("recall_high").asDouble() >= .9) {
        assertThat(trial.at("/single_ms/p50").asDouble())
            .isGreaterThanOrEqualTo(cheapest.at("/single_ms/p50").asDouble());
      }
    }
    JsonNode settings = Engine.JSON.readTree(cheapest.path("settings").asText()).path("index");
    assertThat(settings.path("knn.algo_param.m").asInt()).isEqualTo(cheapest.path("m").asInt());
    assertThat(settings.path("knn.algo_param.ef_search").asInt())
        .isEqualTo(cheapest.path("ef_search").asInt());
  }

  @Test
  void aSweepDrawsAReportThatNeedsNothingElse() throws IOException {
    Path html = folder.resolve("sweep.html");
    Ran ran = verify("--sweep", "--sweep-ef-search", "10,100", "--html", html.toString());

    assertThat(ran.out())
        .contains("cheapest with recall of at least 0.99, as far as 100 queries tell (");
    assertThat(html)
        .content()
        .contains("<svg", "polyline", "class=\"best\"", "knn.algo_param.ef_search")
        .doesNotContain("{{")
        .doesNotContain("src=")
        .doesNotContain("href=");
  }

  @Test
  void aFileThatLooksLikeAPlaceOfTheReportStaysAName() throws IOException {
    Path named = write("{{rows}}.bin", rows);
    Path html = folder.resolve("sweep.html");

    run(
        "verify",
        named + "",
        "--dim",
        "24",
        "--sweep",
        "--sweep-ef-search",
        "9",
        "--html",
        html + "");

    assertThat(html).content().contains("Recall and latency of {{rows}}.bin</h1>");
  }

  @Test
  void numbersOutOfRangeAreRefusedBeforeAnythingIsRead() {
    String nowhere = folder.resolve("nowhere").toString();
    refused("--dim must be 1 to 16000, not 0", nowhere, "--dim", "0");
    refused("--m must be 2 to 512, not 1", nowhere, "--m", "1");
    refused("--ef-search must be 1 to 10000, not 20000", nowhere, "--ef-search", "20000");
    refused("--sweep-m must be 2 to 512, not 900", nowhere, "--sweep", "--sweep-m", "16,900");
    refused("--k", nowhere, "--k", "ten");
  }

  @Test
  void aNamedPipeIsRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe.fvecs");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    refused("not a file: ", pipe.toString());
    refused("not a file: ", file.toString(), "--dim", "24", "--queries", pipe.toString());
  }

  @Test
  void anEngineWithTheSameRowsAgrees() throws IOException {
    Files.write(
        folder.resolve("fnames.txt"), IntStream.range(0, ROWS).mapToObj(i -> i + ".jpg").toList());
    try (EmbeddedNode node =
        EmbeddedNode.start(
            NodeConfig.in(folder.resolve("data")).listening(NodeConfig.LOOPBACK, 0))) {
      String url = node.url().toString();
      run("index", folder.toString(), "--dim", "24", "--url", url, "--index", "same");
      Ran ran = verify("--against", url, "--index", "same");
      assertThat(ran.out())
          .contains("same documents as exact search   100 of 100 queries, recall@10 1.0000")
          .contains("same documents as offline graph  100 of 100 queries")
          .containsPattern("latency over HTTP +p50 [\\d.]+, p90 [\\d.]+, p99 [\\d.]+ ms");
      JsonNode against = json("--against", url, "--index", "same").path("against");
      assertThat(against.path("largest_score_difference").asDouble()).isLessThan(1e-5);

      assertThat(verify("--against", url, "--index", "nowhere").err())
          .contains("there is no index nowhere at " + url);
      write("fvecs.bin", clusters(ROWS - 1));
      assertThat(verify("--against", url, "--index", "same").err())
          .contains("has 600 documents, the file has 599 rows");
    }
  }

  @Test
  void badInputIsReportedInOneLine() throws IOException {
    refused("is no multiple of the", file.toString(), "--dim", "7");
    refused("no such file", folder.resolve("missing.bin").toString());
    refused("is empty", Files.createFile(folder.resolve("empty.bin")).toString());
    Path headers = write("rows.fvecs", rows);
    refused("has 24 dimensions, not 25", headers.toString(), "--dim", "25");
    refused("--k must be 1 to 10000, not 0", file.toString(), "--dim", "24", "--k", "0");
    refused("--recall must be", file.toString(), "--dim", "24", "--sweep", "--recall", "99");
    refused("no queries", file.toString(), "--dim", "24", "--queries", "0");
    refused("has 24 dimensions", file.toString(), "--dim", "12", "--queries", headers.toString());

    rows[41][3] = Float.NaN;
    refused("row 41 ", write("nan.bin", rows).toString(), "--dim", "24");
    rows[41][3] = Float.NEGATIVE_INFINITY;
    refused("row 41 ", write("infinite.bin", rows).toString(), "--dim", "24");
    rows[41] = new float[DIMENSION];
    rows[0] = new float[DIMENSION];
    refused("row 0 of", write("zero.bin", rows).toString(), "--dim", "24");
  }

  @Test
  void aFileThatGrowsIsRefused() throws Exception {
    byte[] row = new byte[4 * DIMENSION];
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  Files.write(file, row, StandardOpenOption.APPEND);
                  Thread.sleep(20);
                } catch (IOException | InterruptedException e) {
                  return;
                }
              }
            });
    try {
      refused("is still growing", file.toString(), "--dim", "24");
    } finally {
      writer.interrupt();
      writer.join();
    }
  }

  private static void refused(String reason, String... args) {
    Ran ran = run(Stream.concat(Stream.of("verify"), Stream.of(args)).toArray(String[]::new));
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines().filter(line -> line.startsWith("niteru: ")).toList())
        .singleElement()
        .asString()
        .contains(reason);
    assertThat(ran.err()).doesNotContain("\tat ");
  }

  private Ran verify(String... options) {
    return run(
        Stream.concat(Stream.of("verify", file.toString(), "--dim", "24"), Stream.of(options))
            .toArray(String[]::new));
  }

  private JsonNode json(String... options) throws IOException {
    Ran ran = verify(Stream.concat(Stream.of("--json"), Stream.of(options)).toArray(String[]::new));
    assertThat(ran.exit()).as(ran.err()).isZero();
    return Engine.JSON.readTree(ran.out());
  }

  private static JsonNode json(Path file) throws IOException {
    return Engine.JSON.readTree(run("verify", file.toString(), "--json").out());
  }

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Niteru.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = line.execute(args);
    return new Ran(exit, out.toString(), err.toString());
  }

  private FileTime newest(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("fvecs.bin.verify").resolve(name))) {
      FileTime newest = FileTime.fromMillis(0);
      for (Path f : files.filter(Files::isRegularFile).toList()) {
        FileTime time = Files.getLastModifiedTime(f);
        newest = time.compareTo(newest) > 0 ? time : newest;
      }
      return newest;
    }
  }

  private Path write(String name, float[][] vectors) throws IOException {
    boolean header = name.endsWith(".fvecs");
    ByteBuffer bytes =
        ByteBuffer.allocate(vectors.length * (4 * DIMENSION + (header ? 4 : 0)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] vector : vectors) {
      if (header) {
        bytes.putInt(DIMENSION);
      }
      for (float x : vector) {
        bytes.putFloat(x);
      }
    }
    Path path = Files.write(folder.resolve(name), bytes.array());
    // Long done, or the command would wait to see whether it grows.
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_600_000_000_000L + vectors.length));
    return path;
  }

  private static float[][] clusters(int count) {
    var random = new SplittableRandom(3);
    float[][] centres = new float[count / 12][DIMENSION];
    float[][] clusters = new float[count][DIMENSION];
    for (float[] centre : centres) {
      for (int d = 0; d < DIMENSION; d++) {
        centre[d] = (float) random.nextGaussian();
      }
    }
    for (int row = 0; row < count; row++) {
      for (int d = 0; d < DIMENSION; d++) {
        clusters[row][d] =
            3 * (centres[row % centres.length][d] + .5f * (float) random.nextGaussian());
      }
    }
    return clusters;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int d = 0; d < a.length; d++) {
      dot += (double) a[d] * b[d];
      aa += (double) a[d] * a[d];
      bb += (double) b[d] * b[d];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
