package io.niteru.app.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** The patterns of the demo's cloth, each a tile that repeats. */
enum Pattern {
  PLAIN {
    @Override
    void draw(Graphics2D g, Color ink) {
      // The ground alone.
    }
  },
  STRIPES {
    @Override
    void draw(Graphics2D g, Color ink) {
      g.fill(new Rectangle2D.Double(0, 0, 100, 42));
    }
  },
  PINSTRIPES {
    @Override
    void draw(Graphics2D g, Color ink) {
      for (int x = 10; x < 100; x += 50) {
        g.fill(new Rectangle2D.Double(x, 0, 14, 100));
      }
    }
  },
  DOTS {
    @Override
    void draw(Graphics2D g, Color ink) {
      g.fill(new Ellipse2D.Double(8, 8, 36, 36));
      g.fill(new Ellipse2D.Double(58, 58, 36, 36));
    }
  },
  CHECKS {
    @Override
    void draw(Graphics2D g, Color ink) {
      g.setColor(new Color(ink.getRed(), ink.getGreen(), ink.getBlue(), 130));
      g.fill(new Rectangle2D.Double(0, 0, 100, 45));
      g.fill(new Rectangle2D.Double(0, 0, 45, 100));
    }
  },
  ZIGZAG {
    @Override
    void draw(Graphics2D g, Color ink) {
      g.setStroke(new BasicStroke(18, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER));
      for (int y = -25; y < 130; y += 50) {
        g.draw(new Line2D.Double(0, y, 50, y + 25.0));
        g.draw(new Line2D.Double(50, y + 25.0, 100, y));
      }
    }
  },
  FLOWERS {
    @Override
    void draw(Graphics2D g, Color ink) {
      flower(g, 28, 30, 13);
      flower(g, 76, 76, 10);
    }

    private void flower(Graphics2D g, double x, double y, double r) {
      for (int petal = 0; petal < 5; petal++) {
        double angle = petal * 2 * Math.PI / 5;
        double px = x + Math.cos(angle) * r;
        double py = y + Math.sin(angle) * r;
        g.fill(new Ellipse2D.Double(px - r * .7, py - r * .7, r * 1.4, r * 1.4));
      }
      g.setColor(Color.WHITE);
      g.fill(new Ellipse2D.Double(x - r * .5, y - r * .5, r, r));
    }
  };

  private static final int TILE = 128;

  /** Draws the tile on 100 by 100, {@code ink} being set. */
  abstract void draw(Graphics2D g, Color ink);

  /** The cloth: {@code ink} on {@code ground}, a tile {@code size} units of the canvas wide. */
  Paint paint(Color ground, Color ink, double size) {
    var tile = new BufferedImage(TILE, TILE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = tile.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(ground);
    g.fillRect(0, 0, TILE, TILE);
    g.scale(TILE / 100.0, TILE / 100.0);
    g.setColor(ink);
    draw(g, ink);
    g.dispose();
    return new TexturePaint(tile, new Rectangle2D.Double(0, 0, size, size));
  }
}
