package io.niteru.images.extract;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws pictures to extract. */
final class Photographs {
  private Photographs() {}

  /** Writes a picture that no other seed gives. */
  static Path draw(Path file, int seed) throws IOException {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(120, 90, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    for (int i = 0; i < 12; i++) {
      g.setColor(new Color(random.nextInt(1 << 24)));
      g.fillOval(random.nextInt(100), random.nextInt(70), random.nextInt(90), random.nextInt(90));
    }
    g.dispose();
    Files.createDirectories(file.getParent());
    String name = file.toString();
    ImageIO.write(image, name.endsWith(".png") ? "png" : "jpg", file.toFile());
    return file;
  }
}
