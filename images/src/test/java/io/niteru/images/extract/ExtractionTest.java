package io.niteru.images.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.features.FeatureFile;
import io.niteru.features.FeatureFolder;
import io.niteru.images.QueryPictures;
import io.niteru.images.model.ColourEdge;
import io.niteru.images.model.DownloadListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionTest {
  private static final List<String> FILES =
      List.of(FeatureFolder.FEATURES, FeatureFolder.NAMES, FeatureFolder.INFO, Extraction.SKIPPED);

  @TempDir private Path temp;
  private Path pictures;
  private Path out;

  @BeforeEach
  void makeAFolderOfPictures() throws IOException {
    pictures = Files.createDirectory(temp.resolve("pictures"));
    out = temp.resolve("out");
  }

  @Test
  void picturesAreFoundInTheOrderOfTheirNamesWhateverTheseAre() throws IOException {
    List<String> names =
        List.of(
            "UPPER.JPG",
            "a b.jpg",
            "back\\slash.jpg",
            "deep/er/x.jpg",
            "deep/y.jpg",
            "new\nline.jpg",
            "tab\t.png",
            "ä 似てる.jpg");
    for (int i = 0; i < names.size(); i++) {
      Photographs.draw(pictures.resolve(names.get(i)), i);
    }
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    Photographs.draw(pictures.resolve(".hidden.jpg"), 9);
    assertThat(run(2)).isEqualTo(new Extraction.Summary(8, 0, 8));
    assertThat(names()).isEqualTo(names);
  }

  @Test
  void aRowIsTheFeatureThatAQueryWithThePictureGives() throws IOException {
    draw(5);
    run(2);
    try (FeatureFile features = new FeatureFolder(out).features();
        QueryPictures query =
            QueryPictures.open(new FeatureFolder(out).info(), DownloadListener.SILENT)) {
      for (int row = 0; row < features.rows(); row++) {
        float[] feature = new float[features.dimension()];
        features.read(row, feature);
        assertThat(query.extract(pictures.resolve(names().get(row)))).containsExactly(feature);
      }
      assertThatThrownBy(() -> query.extract(out.resolve(FeatureFolder.NAMES)))
          .hasMessageContainingAll("fnames.txt", "not a picture");
    }
  }

  @Test
  void unreadablePicturesAreListedWithTheReasonAndStopNothing() throws IOException {
    draw(3);
    Files.writeString(pictures.resolve("a\ntext.jpg"), "no picture");
    Files.createFile(pictures.resolve("empty.jpg"));
    Files.createSymbolicLink(pictures.resolve("link.jpg"), pictures.resolve("nowhere.jpg"));
    assertThat(run(2)).isEqualTo(new Extraction.Summary(3, 3, 3));
    assertThat(Files.readAllLines(out.resolve(Extraction.SKIPPED)))
        .containsExactly(
            "a\\ntext.jpg\tnot a picture of a known format",
            "empty.jpg\tempty file",
            "link.jpg\ta link to nothing");
    assertThat(run(2)).isEqualTo(new Extraction.Summary(3, 3, 0));
  }

  @Test
  void picturesAboveTheLimitAreSkipped() throws IOException {
    draw(2);
    Extraction.Summary summary =
        new Extraction(pictures, out, 1, 100).run(new ColourEdge(), ExtractionListener.SILENT);
    assertThat(summary).isEqualTo(new Extraction.Summary(0, 2, 0));
    assertThat(out.resolve(Extraction.SKIPPED)).content().contains("120 x 90 pixels");
  }

  @Test
  void theFilesAreTheSameWhateverTheNumberOfThreads() throws IOException {
    draw(40);
    Files.createFile(pictures.resolve("p05b.jpg"));
    run(1);
    Path one = Files.move(out, temp.resolve("one"));
    run(7);
    requireSameFiles(one, out);
  }

  @Test
  void aSecondRunAppendsOnlyWhatWasAdded() throws IOException {
    draw(6);
    run(2);
    byte[] before = Files.readAllBytes(out.resolve(FeatureFolder.FEATURES));
    Photographs.draw(pictures.resolve("a new one.jpg"), 100);
    assertThat(run(2)).isEqualTo(new Extraction.Summary(7, 0, 1));
    assertThat(names()).endsWith("p05.jpg", "a new one.jpg");
    assertThat(Files.readAllBytes(out.resolve(FeatureFolder.FEATURES))).startsWith(before);
  }

  @Test
  void linksThatGoRoundInCirclesAreWalkedOnce() throws IOException {
    draw(2);
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Photographs.draw(elsewhere.resolve("x.jpg"), 50);
    Files.createSymbolicLink(pictures.resolve("loop"), pictures);
    Files.createSymbolicLink(pictures.resolve("self"), Path.of("self"));
    Files.createSymbolicLink(pictures.resolve("there"), elsewhere);
    Files.createSymbolicLink(pictures.resolve("there again"), elsewhere);
    Files.createSymbolicLink(elsewhere.resolve("back"), pictures);
    Files.createSymbolicLink(elsewhere.resolve("up"), temp);
    run(1);
    assertThat(names()).containsExactly("p00.jpg", "p01.jpg", "there/x.jpg");
  }

  @Test
  void aFolderThatCannotBeReadIsReportedAndTheRestGoesOn() throws IOException {
    draw(2);
    Path closed = Files.createDirectory(pictures.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      if (Files.isReadable(closed)) {
        System.out.println("skipped: this user may read everything");
        Assumptions.abort("may read everything");
      }
      assertThat(run(1)).isEqualTo(new Extraction.Summary(2, 1, 2));
      assertThat(out.resolve(Extraction.SKIPPED)).content().startsWith("closed\tfolder cannot be");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void theFolderOfFeaturesMayLieAmongThePictures() throws IOException {
    draw(2);
    out = pictures.resolve("features");
    run(1);
    Photographs.draw(out.resolve("sheet.png"), 1);
    assertThat(run(1)).isEqualTo(new Extraction.Summary(2, 0, 0));
  }

  @Test
  void noPicturesAtAllIsAnErrorAndSoIsNoFolder() throws IOException {
    assertThatThrownBy(() -> run(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are no pictures under " + pictures);
    assertThat(out).doesNotExist();
    Files.delete(pictures);
    assertThatThrownBy(() -> run(1))
        .isInstanceOf(IOException.class)
        .hasMessage("no such folder: " + pictures);
  }

  @Test
  void progressIsHeardPictureByPicture() throws IOException {
    draw(4);
    Files.createFile(pictures.resolve("empty.jpg"));
    List<String> heard = new ArrayList<>();
    ExtractionListener listener =
        new ExtractionListener() {
          @Override
          public void found(int total, int done) {
            heard.add(done + "/" + total);
          }

          @Override
          public void done() {
            heard.add("done");
          }

          @Override
          public void skipped(String name, String reason) {
            heard.add(name);
          }
        };
    Extraction.of(pictures, out).run(new ColourEdge(), listener);
    Extraction.of(pictures, out).run(new ColourEdge(), listener);
    assertThat(heard)
        .containsExactly("0/5", "empty.jpg", "done", "done", "done", "done", "done", "5/5");
  }

  static void requireSameFiles(Path expected, Path actual) {
    for (String name : FILES) {
      assertThat(actual.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
    }
  }

  private void draw(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Photographs.draw(pictures.resolve("p%02d.jpg".formatted(i)), i);
    }
  }

  private Extraction.Summary run(int threads) throws IOException {
    return new Extraction(pictures, out, threads, 1_000_000)
        .run(new ColourEdge(), ExtractionListener.SILENT);
  }

  private List<String> names() throws IOException {
    return new FeatureFolder(out).names();
  }
}
