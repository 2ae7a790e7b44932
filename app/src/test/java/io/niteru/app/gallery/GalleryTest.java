package io.niteru.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
  @TempDir private Path folder;

  private List<Row> rows;

  @BeforeEach
  void drawPictures() throws IOException {
    Row row =
        new Row(
            picture("query.png", Color.RED),
            "<query> & \"more\"",
            List.of(
                new Row.Pick(picture("first.png", Color.GREEN), "first.png", 0.98765),
                new Row.Pick(folder.resolve("gone.png"), "gone.png", 0.5)));
    rows = List.of(row);
  }

  @Test
  void aPageHoldsItsPicturesAndEscapesNames() throws IOException {
    Path page = folder.resolve("page.html");

    Page.write(page, "a <title>", rows);

    assertThat(Files.readString(page))
        .contains("<title>a &lt;title&gt;</title>")
        .contains("&lt;query&gt; &amp; &quot;more&quot;")
        .contains("src=\"data:image/jpeg;base64,")
        .contains("0.988")
        .contains("picture not found")
        .doesNotContain("{{");
  }

  @Test
  void aNameThatLooksLikeAPlaceOfTheTemplateStaysAName() throws IOException {
    Path page = folder.resolve("page.html");
    Path picture = picture("{{rows}}.png", Color.BLUE);

    Page.write(page, "like {{rows}} and $1", List.of(new Row(picture, "{{title}}", List.of())));

    assertThat(Files.readString(page))
        .contains("<title>like {{rows}} and $1</title>", ">{{title}}</figcaption>")
        .containsOnlyOnce("<section>");
  }

  @Test
  void aSheetThatCannotBeWrittenIsAnErrorAndNothingIsPrinted() throws IOException {
    Path file = folder.resolve("missing/sheet.png");
    PrintStream err = System.err;
    var printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThatThrownBy(() -> Sheet.write(file, rows)).isInstanceOf(NoSuchFileException.class);
    } finally {
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aSheetShowsTheQueryLeftmostAndLeavesAPlaceForAMissingPicture() throws IOException {
    Path file = folder.resolve("sheet.png");

    Sheet.write(file, rows);

    BufferedImage sheet = ImageIO.read(file.toFile());
    assertThat(new Color(sheet.getRGB(90, 90))).isEqualTo(Color.RED);
    assertThat(new Color(sheet.getRGB(200 + 80, 90))).isEqualTo(Color.GREEN);
    assertThat(new Color(sheet.getRGB(370 + 80, 90))).isEqualTo(Color.WHITE);
  }

  @Test
  void aThumbnailKeepsTheProportions() throws IOException {
    BufferedImage thumbnail = Thumbnail.of(rows.get(0).query(), 100).orElseThrow();

    assertThat(thumbnail.getWidth()).isEqualTo(100);
    assertThat(thumbnail.getHeight()).isEqualTo(50);
  }

  private Path picture(String name, Color colour) throws IOException {
    var image = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(colour);
    g.fillRect(0, 0, 400, 200);
    g.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
