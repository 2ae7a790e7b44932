package io.niteru.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WardrobeTest {
  @TempDir private Path folder;

  @Test
  void everyKindIsDrawnAndNoTwoPicturesAreAlike() throws IOException {
    Wardrobe.draw(folder, 40, () -> {});

    List<Path> files = files(folder);
    var contents = new HashSet<String>();
    for (Path file : files) {
      contents.add(
          new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    assertThat(files).hasSize(40);
    assertThat(contents).hasSize(40);
    try (Stream<Path> kinds = Files.list(folder)) {
      assertThat(kinds).hasSize(Garment.values().length);
    }
  }

  @Test
  void theSamePicturesAreDrawnAgain() throws IOException {
    Wardrobe.draw(folder.resolve("a"), 12, () -> {});
    Wardrobe.draw(folder.resolve("b"), 12, () -> {});

    List<Path> once = files(folder.resolve("a"));
    List<Path> again = files(folder.resolve("b"));
    for (int i = 0; i < once.size(); i++) {
      assertThat(again.get(i)).hasSameBinaryContentAs(once.get(i));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
    }
  }
}
