package io.niteru.app.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Draws pictures of clothes, for a demo that needs nothing from anywhere: every kind of {@link
 * Garment} in every colour, in {@link Pattern}s that go round, no two alike in cut, pose or light.
 * Same count, same pictures.
 */
final class Wardrobe {
  private record Colour(String name, Color shade) {}

  private static final List<Colour> COLOURS =
      List.of(
          new Colour("red", new Color(0xC6303E)),
          new Colour("orange", new Color(0xE8853A)),
          new Colour("yellow", new Color(0xE9C545)),
          new Colour("green", new Color(0x3F8F57)),
          new Colour("blue", new Color(0x3567B5)),
          new Colour("purple", new Color(0x7A4A9E)),
          new Colour("pink", new Color(0xE493B3)),
          new Colour("brown", new Color(0x80593D)),
          new Colour("black", new Color(0x2B2B30)),
          new Colour("grey", new Color(0x9AA0A8)));
  private static final int SIZE = 288;

  private Wardrobe() {}

  /**
   * Draws {@code count} pictures into {@code folder}, a folder a kind; those there are kept.
   *
   * @param drawn run after each
   */
  static void draw(Path folder, int count, Runnable drawn) throws IOException {
    Garment[] garments = Garment.values();
    Pattern[] patterns = Pattern.values();
    for (int i = 0; i < count; i++) {
      Garment garment = garments[i % garments.length];
      int round = i / garments.length;
      Colour colour = COLOURS.get(round % COLOURS.size());
      Pattern pattern = patterns[(round + round / COLOURS.size()) % patterns.length];
      String kind = garment.name().toLowerCase(Locale.ROOT);
      String cloth = pattern.name().toLowerCase(Locale.ROOT);
      Path file =
          folder
              .resolve(kind)
              .resolve(String.format(Locale.ROOT, "%s-%s-%03d.png", colour.name(), cloth, i));
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture(garment, colour.shade(), pattern, i), "png", file.toFile());
      }
      drawn.run();
    }
  }

  private static BufferedImage picture(Garment garment, Color colour, Pattern pattern, int seed) {
    var random = new SplittableRandom(seed);
    var picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(SIZE / 100.0, SIZE / 100.0);
    background(g, random);

    g.translate(50 + random.nextDouble(-4, 4), 50 + random.nextDouble(-3, 3));
    g.rotate(Math.toRadians(random.nextDouble(-7, 7)));
    g.scale(random.nextDouble(.80, .98), random.nextDouble(.82, .98));
    g.translate(-50, -50);
    Shape outline = garment.outline();
    shadow(g, outline);
    Color ground = jitter(colour, random);
    Color ink = brightness(ground) > 140 ? darker(ground, .45) : lighter(ground, .72);
    g.setPaint(pattern.paint(ground, ink, random.nextDouble(9, 15)));
    g.fill(outline);
    light(g, outline);
    g.setColor(new Color(0, 0, 0, 105));
    g.setStroke(new BasicStroke(.55f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(garment.seams());
    g.draw(outline);
    g.dispose();
    return picture;
  }

  private static void background(Graphics2D g, SplittableRandom random) {
    Color wall = Color.getHSBColor((float) random.nextDouble(), .06f, .93f);
    g.setPaint(new GradientPaint(0, 0, wall, 0, 100, darker(wall, .90)));
    g.fillRect(0, 0, 100, 100);
  }

  private static void shadow(Graphics2D g, Shape outline) {
    g.setColor(new Color(0, 0, 0, 14));
    for (int blur = 5; blur > 0; blur--) {
      g.setStroke(new BasicStroke(blur, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.translate(.5, .7);
      g.draw(outline);
      g.translate(-.5, -.7);
    }
  }

  /** Light from above left, so that cloth does not look like cut paper. */
  private static void light(Graphics2D g, Shape outline) {
    Color clear = new Color(0, 0, 0, 0);
    Paint shade =
        new RadialGradientPaint(
            38,
            34,
            75,
            new float[] {0, .35f, 1},
            new Color[] {new Color(255, 255, 255, 70), clear, new Color(0, 0, 0, 95)});
    g.setPaint(shade);
    g.fill(outline);
  }

  private static Color jitter(Color c, SplittableRandom random) {
    float[] hsb = Color.RGBtoHSB(c.getRed(), c.getGreen(), c.getBlue(), null);
    return Color.getHSBColor(
        hsb[0] + (float) random.nextDouble(-.015, .015),
        Math.clamp(hsb[1] + (float) random.nextDouble(-.08, .08), 0f, 1f),
        Math.clamp(hsb[2] + (float) random.nextDouble(-.08, .08), 0f, 1f));
  }

  private static double brightness(Color c) {
    return .299 * c.getRed() + .587 * c.getGreen() + .114 * c.getBlue();
  }

  private static Color darker(Color c, double factor) {
    return new Color(
        (int) (c.getRed() * factor), (int) (c.getGreen() * factor), (int) (c.getBlue() * factor));
  }

  private static Color lighter(Color c, double share) {
    return new Color(
        (int) (c.getRed() + (255 - c.getRed()) * share),
        (int) (c.getGreen() + (255 - c.getGreen()) * share),
        (int) (c.getBlue() + (255 - c.getBlue()) * share));
  }
}
