package io.niteru.app.demo;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.Locale;
import java.util.Scanner;

/**
 * The kinds of clothes the demo draws, each an outline and its seams on a canvas of 100 by 100.
 * Outlines are SVG path data (absolute M, L, C, Z); one that does not close is the left half.
 */
enum Garment {
  TSHIRT(
      "M50 20 C44 20 40 18 38 14 L26 18 L8 36 L19 48 L28 41 L27 88 L50 88",
      "M38 14 C41 25 59 25 62 14",
      "M28 41 L29 30",
      "M72 41 L71 30"),
  LONGSLEEVE(
      "M50 18 C44 18 41 16 39 13 L27 17 C21 21 18 30 16 42 L9 84 L19 86 L29 48 L28 89 L50 89",
      "M39 13 C42 23 58 23 61 13",
      "M29 48 L30 30",
      "M71 48 L70 30",
      "M10 79 L20 81",
      "M90 79 L80 81"),
  HOODIE(
      "M50 10 C42 8 36 12 36 20 L25 23 C19 27 17 36 15 46 L8 82 L20 85 L28 54 L27 90 L50 90",
      "M36 20 C42 30 58 30 64 20",
      "M50 28 L50 90",
      "M32 68 L42 60 L58 60 L68 68 L68 80 L32 80 Z",
      "M27 84 L73 84"),
  DRESS(
      "M50 24 C46 24 42 20 41 10 L36 10 C36 20 35 25 31 29 C34 36 36 42 36 48 "
          + "C32 62 24 76 19 92 C30 95 42 95 50 95",
      "M36 48 C42 51 58 51 64 48",
      "M42 52 L36 93",
      "M58 52 L64 93"),
  SKIRT(
      "M50 18 L33 18 L32 25 C28 46 22 66 16 84 C28 89 40 90 50 90",
      "M32 25 L68 25",
      "M42 26 L36 88",
      "M58 26 L64 88",
      "M50 26 L50 90"),
  TROUSERS(
      "M50 8 L33 8 C31 34 28 62 27 94 L44 94 L49 38 L50 38",
      "M33 14 L67 14",
      "M50 14 L50 38",
      "M35 15 C37 21 36 22 34 24",
      "M65 15 C63 21 64 22 66 24"),
  SHORTS(
      "M50 22 L29 22 C27 40 23 56 19 74 L46 78 L49 50 L50 50",
      "M29 29 L71 29",
      "M50 29 L50 50",
      "M20 70 L46 74",
      "M80 70 L54 74"),
  CAP(
      "M14 60 C14 30 34 20 50 20 C70 20 80 36 80 56 C88 58 96 62 97 67 C80 66 60 64 44 70 C30 72 16 70 14 60 Z",
      "M50 20 C44 32 42 50 44 70",
      "M14 60 C34 52 60 52 80 56",
      "M50 20 C62 28 70 42 72 55"),
  SHOE(
      "M10 38 C18 42 24 40 30 34 L42 38 C52 48 66 54 84 57 C92 59 95 64 95 71 L95 76 L8 76 C6 62 7 50 10 38 Z",
      "M7 68 L95 68",
      "M38 44 L46 38",
      "M45 49 L53 43",
      "M53 54 L60 47",
      "M30 34 C34 46 34 56 30 68"),
  BAG(
      "M50 40 L22 40 C20 56 17 72 15 88 L50 88",
      "M34 40 C34 12 66 12 66 40",
      "M20 54 L80 54",
      "M45 50 L55 50 L55 60 L45 60 Z");

  private final String outline;
  private final String[] seams;

  Garment(String outline, String... seams) {
    this.outline = outline;
    this.seams = seams;
  }

  /** The closed outline: as it is given, or a left half joined with its mirror image. */
  Shape outline() {
    if (outline.endsWith("Z")) {
      return path(outline);
    }
    Area whole = new Area(path(outline + " Z"));
    whole.add(whole.createTransformedArea(new AffineTransform(-1, 0, 0, 1, 100, 0)));
    return whole;
  }

  /** Lines within the outline: seams, hems, pockets, handles. */
  Shape seams() {
    Path2D all = new Path2D.Double();
    for (String seam : seams) {
      all.append(path(seam), false);
    }
    return all;
  }

  private static Path2D path(String data) {
    Path2D path = new Path2D.Double();
    var tokens = new Scanner(data.replaceAll("([MLCZ])", " $1 ")).useLocale(Locale.ROOT);
    String command = "M";
    while (tokens.hasNext()) {
      if (!tokens.hasNextDouble()) {
        command = tokens.next();
      }
      switch (command) {
        case "M" -> path.moveTo(tokens.nextDouble(), tokens.nextDouble());
        case "L" -> path.lineTo(tokens.nextDouble(), tokens.nextDouble());
        case "C" ->
            path.curveTo(
                tokens.nextDouble(),
                tokens.nextDouble(),
                tokens.nextDouble(),
                tokens.nextDouble(),
                tokens.nextDouble(),
                tokens.nextDouble());
        default -> path.closePath();
      }
    }
    return path;
  }
}
