package io.niteru.app.gallery;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Draws rows as one PNG picture: the query leftmost, in a frame, then its look-alikes. */
public final class Sheet {
  private static final int CELL = 160;
  private static final int GAP = 10;
  private static final int TEXT = 18;
  private static final Color MARK = new Color(0xD2573A);
  private static final Color GROUND = new Color(0xF6F5F2);
  private static final Color INK = new Color(0x55524B);

  private Sheet() {}

  /** Writes the picture; a picture that cannot be read leaves an empty place. */
  public static void write(Path file, List<Row> rows) throws IOException {
    int columns = 1 + rows.stream().mapToInt(row -> row.picks().size()).max().orElse(0);
    var sheet =
        new BufferedImage(
            columns * (CELL + GAP) + 3 * GAP,
            rows.size() * (CELL + TEXT + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(GROUND);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    int y = GAP;
    for (Row row : rows) {
      draw(g, row.query(), "query", GAP, y);
      g.setColor(MARK);
      g.setStroke(new BasicStroke(3));
      g.drawRect(GAP + 1, y + 1, CELL - 3, CELL - 3);
      int x = CELL + 4 * GAP;
      for (Row.Pick pick : row.picks()) {
        draw(g, pick.picture(), String.format(Locale.ROOT, "%.3f", pick.cosine()), x, y);
        x += CELL + GAP;
      }
      y += CELL + TEXT + GAP;
    }
    g.dispose();
    // Into memory first: given a file that it cannot write, ImageIO prints a stack trace.
    var png = new ByteArrayOutputStream();
    if (!ImageIO.write(sheet, "png", png)) {
      throw new IOException("no writer of PNG files in this JDK");
    }
    Files.write(file, png.toByteArray());
  }

  private static void draw(Graphics2D g, Path picture, String caption, int x, int y)
      throws IOException {
    g.setColor(Color.WHITE);
    g.fillRect(x, y, CELL, CELL);
    var thumbnail = Thumbnail.of(picture, CELL);
    if (thumbnail.isPresent()) {
      BufferedImage t = thumbnail.get();
      g.drawImage(t, x + (CELL - t.getWidth()) / 2, y + (CELL - t.getHeight()) / 2, null);
    }
    g.setColor(INK);
    int width = g.getFontMetrics().stringWidth(caption);
    g.drawString(caption, x + (CELL - width) / 2, y + CELL + TEXT - 5);
  }
}
