package io.niteru.app.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Drawn pictures as JPEG files. */
final class Photographs {
  private static final int MOST = 60;

  private Photographs() {}

  /** Writes some of the PNG files under a folder into another; returns one of them. */
  static Path write(Path drawn, Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(drawn)) {
      files = all.filter(file -> file.toString().endsWith(".png")).sorted().limit(MOST).toList();
    }
    Files.createDirectories(folder);
    Path last = null;
    for (Path file : files) {
      BufferedImage picture = ImageIO.read(file.toFile());
      last = folder.resolve(file.getFileName().toString().replace(".png", ".jpg"));
      ImageIO.write(picture, "jpeg", last.toFile());
    }
    return last;
  }
}
