package io.niteru.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.Engine;
import io.niteru.app.node.EmbeddedNode;
import io.niteru.app.node.NodeConfig;
import io.niteru.features.FeatureInfo;
import io.niteru.features.FeatureStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a folder of pictures to their look-alikes, command by command, as a user would. */
class CommandsTest {
  private static final int PICTURES = 24;

  @TempDir private static Path folder;

  private static EmbeddedNode node;
  private static Path pictures;
  private static Path features;

  private record Ran(int exit, String out, String err) {}

  @BeforeAll
  static void extractAndServe() throws IOException {
    pictures = Files.createDirectories(folder.resolve("pictures/sub folder"));
    for (int i = 0; i < PICTURES; i++) {
      draw(pictures.resolve("hue %02d.png".formatted(i)), i);
    }
    Files.writeString(pictures.resolve("broken.jpg"), "not a picture");
    pictures = pictures.getParent();
    features = folder.resolve("features");
    Ran ran =
        run("extract", pictures.toString(), "--out", features.toString(), "--model", "colour-edge");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("24 features").contains("1 pictures skipped");
    node =
        EmbeddedNode.start(NodeConfig.in(folder.resolve("data")).listening(NodeConfig.LOOPBACK, 0));
    assertThat(index("imsearch").out()).contains("24 pictures are searchable");
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  @Test
  void aPictureOfTheIndexFindsItselfFirst() throws IOException {
    for (int i = 0; i < PICTURES; i++) {
      String name = "sub folder/hue %02d.png".formatted(i);
      JsonNode hit = search("--image", pictures.resolve(name).toString()).path("hits").get(0);

      assertThat(hit.path("path").asText()).isEqualTo(name);
      assertThat(hit.path("score").asDouble()).isEqualTo(1.0, within(1e-5));
      assertThat(hit.path("cosine").asDouble()).isEqualTo(1.0, within(1e-5));
    }
  }

  @Test
  void aRowAndItsPathGiveTheSameLookAlikesWithoutThePictureItself() throws IOException {
    JsonNode byRow = search("--row", "3", "--k", "5");
    JsonNode byPath = search("--path", "sub folder/hue 03.png", "--k", "5");

    assertThat(byRow).isEqualTo(byPath);
    assertThat(byRow.path("hits")).hasSize(5);
    assertThat(byRow.path("hits").findValuesAsText("id")).doesNotContain("3");
  }

  @Test
  void askingForMoreThanThereIsGivesAll() throws IOException {
    assertThat(search("--row", "0", "--k", "100").path("hits")).hasSize(PICTURES - 1);
  }

  @Test
  void lookAlikesAreDrawnAsAPageAndAsAPicture() throws IOException {
    Path page = folder.resolve("page.html");
    Path sheet = folder.resolve("sheet.png");

    Ran ran = runAgainst("search", "--row", "3", "--html", page.toString(), "--png", sheet + "");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("look-alikes of").contains("cosine");
    assertThat(page).content().contains("sub folder/hue 03.png").contains("data:image/jpeg");
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isGreaterThan(11 * 160);
  }

  @Test
  void aLoadThatLostDocumentsSendsJustThose() throws IOException {
    index("resumed");
    try (Engine engine = Engine.at(node.url().toString())) {
      for (int row : new int[] {0, 7, PICTURES - 1}) {
        engine.call("DELETE", "/resumed/_doc/" + row, null);
      }
      assertThat(index("resumed").out()).contains("24 pictures are searchable");
      // Deleted and sent again: the first version of a row is 1, these are at 3, the rest at 1.
      assertThat(version(engine, 7)).isEqualTo(3);
      assertThat(version(engine, 8)).isEqualTo(1);
    }
  }

  @Test
  void anIndexOfOtherFeaturesIsNotOverwrittenUnlessToldTo() throws IOException {
    Path others = folder.resolve("others");
    Path other = Files.createDirectories(folder.resolve("other pictures"));
    draw(other.resolve("one.png"), 1);
    run("extract", other.toString(), "--out", others.toString(), "--model", "colour-edge");
    index("taken");

    Ran refused = runAgainst("index", others.toString(), "--index", "taken");
    Ran replaced = runAgainst("index", others.toString(), "--index", "taken", "--replace");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("index taken holds other features").contains("--replace");
    assertThat(replaced.out()).contains("1 pictures are searchable");
  }

  @Test
  void badInputIsToldInOneLineWithExitCodeTwo() {
    assertOneLine(runAgainst("search", "--row", "999"), "the index has no row 999");
    assertOneLine(runAgainst("search", "--path", "x.png"), "the index has no picture x.png");
    assertOneLine(runAgainst("search", "--image", "/no/such.png"), "no such file");
    assertOneLine(runAgainst("search", "--row", "1", "--k", "0"), "--k must be 1 to 9999");
    assertOneLine(runAgainst("search", "--row", "1", "--index", "gone"), "no such index [gone]");
    assertOneLine(runAgainst("index", folder.resolve("nothing").toString()), "niteru extract");
    assertOneLine(runAgainst("index", features.toString(), "--batch", "0"), "--batch");
    assertOneLine(runAgainst("index", features.toString(), "--m", "1"), "--m must be 2 to 512");
    assertOneLine(runAgainst("search", "--row", "1", "--k", "ten"), "'ten' is not an int");
    assertOneLine(runAgainst("search"), "niteru search --help");
    assertOneLine(run("find"), "niteru --help");
    assertOneLine(extract("--threads", "100000"), "--threads must be 1 to 1024, not 100000");
    assertOneLine(extract("--max-megapixels", "9999999999999"), "--max-megapixels must be 1 to ");
    assertOneLine(extract("--input-size", "0", "--model", "a.onnx"), "--input-size must be 1 to ");
    assertOneLine(run("serve", "--http-port", "70000"), "--http-port must be 0 to 65535");
  }

  @Test
  void whatCannotBeWrittenIsToldInOneLine() throws IOException {
    String missing = folder.resolve("missing/alike").toString();
    String taken = Files.createDirectories(folder.resolve("taken.png")).toString();

    for (String option : new String[] {"--png", "--html"}) {
      assertOneLine(runAgainst("search", "--row", "1", option, missing), "no such file or folder");
      assertOneLine(runAgainst("search", "--row", "1", option, taken), "taken.png");
    }
    String file = Files.writeString(folder.resolve("a file"), "").toString();
    assertOneLine(run("serve", "--data", file, "--http-port", "0"), file);
    assertOneLine(
        run("extract", pictures.toString(), "--out", file, "--model", "colour-edge"), file);
  }

  @Test
  void whatIsNoFileIsNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe.png");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertOneLine(runAgainst("search", "--image", pipe.toString()), "not a file");
    assertOneLine(runAgainst("search", "--image", folder.toString()), "a folder, not a file");
    assertOneLine(runAgainst("search", "--image", "/dev/zero"), "not a file");
    Path model = Files.move(pipe, folder.resolve("pipe.onnx"));
    assertOneLine(extract("--model", model.toString()), "not a file");
    Path rows = Files.createDirectories(folder.resolve("pipes"));
    Files.writeString(rows.resolve("fnames.txt"), "a\n");
    Files.move(model, rows.resolve("fvecs.bin"));
    assertOneLine(runAgainst("index", rows.toString(), "--dim", "2"), "not a file");
  }

  @Test
  void numbersAreTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    String here = runAgainst("search", "--row", "3").out();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(runAgainst("search", "--row", "3").out()).isEqualTo(here).contains(" 0.");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void featuresOfAnotherModelAreNotAddedToAFolder() throws IOException {
    Path others = folder.resolve("another model");
    FeatureInfo info =
        new FeatureInfo(
            1280,
            pictures.toRealPath().toString(),
            "mobilenetv2",
            new TreeMap<>(Map.of("fit", "STRETCH")));
    FeatureStore.open(others, info).close();

    Ran ran =
        run("extract", pictures.toString(), "--out", others.toString(), "--model", "colour-edge");

    assertOneLine(ran, "holds features of mobilenetv2 (1280 dimensions, {fit=STRETCH})");
    assertThat(ran.err()).contains("choose another --out");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void whoIndexesAFolderWithoutFeaturesIsToldHowToMakeThem() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertOneLine(run("index", empty.toString()), "make one with: niteru extract PICTURES --out");
  }

  @Test
  void theDemoLeavesAPageOfLookAlikes() throws IOException {
    Path data = folder.resolve("demo data");

    Ran ran =
        run(
            "demo",
            pictures.toString(),
            "--data",
            data.toString(),
            "--http-port",
            "0",
            "--model",
            "colour-edge",
            "--once");

    assertThat(ran.err()).doesNotContain("niteru:");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("24 pictures are searchable");
    assertThat(data.resolve("demo/demo-pictures/look-alikes.html"))
        .content()
        .contains("sub folder/hue");
  }

  private static void assertOneLine(Ran ran, String message) {
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines().filter(line -> !line.startsWith("drawn in")).toList())
        .singleElement()
        .asString()
        .startsWith("niteru: ")
        .contains(message);
  }

  private static long version(Engine engine, int row) throws IOException {
    return engine.call("GET", "/resumed/_doc/" + row, null).path("_version").asLong();
  }

  private static JsonNode search(String... arguments) throws IOException {
    String[] all = new String[arguments.length + 2];
    all[0] = "search";
    all[1] = "--json";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    Ran ran = runAgainst(all);
    assertThat(ran.err()).isEmpty();
    return Engine.JSON.readTree(ran.out());
  }

  private static Ran extract(String... options) {
    String[] all = new String[options.length + 4];
    all[0] = "extract";
    all[1] = pictures.toString();
    all[2] = "--out";
    all[3] = folder.resolve("new").toString();
    System.arraycopy(options, 0, all, 4, options.length);
    return run(all);
  }

  private static Ran index(String name) {
    return runAgainst("index", features.toString(), "--index", name);
  }

  private static Ran runAgainst(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--url";
    all[arguments.length + 1] = node.url().toString();
    return run(all);
  }

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Niteru.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new Ran(command.execute(arguments), out.toString(), err.toString());
  }

  /** Blocks of colours of its own. */
  private static void draw(Path file, int seed) throws IOException {
    var random = new SplittableRandom(seed);
    var picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    for (int block = 0; block < 30; block++) {
      g.setColor(new Color(random.nextInt(1 << 24)));
      g.fillRect(random.nextInt(60), random.nextInt(60), 16, 16);
    }
    g.dispose();
    ImageIO.write(picture, "png", file.toFile());
  }
}
