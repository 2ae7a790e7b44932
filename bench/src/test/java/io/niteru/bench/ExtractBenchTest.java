package io.niteru.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractBenchTest {
  private static final String MODEL = "../images/src/test/resources/models/tiny.onnx";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void comparesExtractionWithTheModelAlone() throws IOException {
    for (String name : new String[] {"a.png", "b.jpg", "c.bmp"}) {
      var picture = new BufferedImage(50, 40, BufferedImage.TYPE_3BYTE_BGR);
      ImageIO.write(picture, name.substring(2), folder.resolve(name).toFile());
    }
    Files.writeString(folder.resolve("broken.gif"), "no picture");

    int code = run("--model", MODEL, "--normalise", "tf", "--rounds", "1");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(
            "4 pictures, 2 threads",
            "bare model",
            "ratio of the medians",
            " %",
            "CPU ms a picture: decoding");
  }

  @Test
  void whatIsNoNetworkIsRefusedInOneLine() throws IOException {
    Files.writeString(folder.resolve("a.png"), "");

    int code = run("--model", "colour-edge");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().strip()).contains("colour-edge is no neural network").hasLineCount(1);
  }

  private int run(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "extract";
    all[1] = folder.toString();
    System.arraycopy(options, 0, all, 2, options.length);
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
