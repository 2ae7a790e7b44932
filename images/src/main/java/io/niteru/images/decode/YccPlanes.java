package io.niteru.images.decode;

import java.util.List;

/**
 * A JPEG as it is stored: lightness, and colour perhaps at a lower resolution, of the components
 * that JFIF defines. What makes pixels of it does so only once it is small.
 *
 * @param planes lightness Y, and then either none or the two differences Cb and Cr
 * @param stepX columns of Y to a column of Cb and Cr, which lies in their middle: 1 or 2
 * @param stepY rows of Y to a row of Cb and Cr
 * @param orientation how the planes are to be turned
 */
public record YccPlanes(List<Plane> planes, int stepX, int stepY, Orientation orientation)
    implements Picture {

  /** A picture, after a check of the sizes. */
  public YccPlanes {
    planes = List.copyOf(planes);
    if (planes.size() != 1 && planes.size() != 3) {
      throw new IllegalArgumentException("a picture has one or three planes, not " + planes.size());
    }
    for (Plane chroma : planes.subList(1, planes.size())) {
      if (chroma.width() != Math.ceilDiv(planes.getFirst().width(), stepX)
          || chroma.height() != Math.ceilDiv(planes.getFirst().height(), stepY)) {
        throw new IllegalArgumentException("planes of sizes that do not go together");
      }
    }
  }

  @Override
  public int width() {
    Plane luma = planes.getFirst();
    return orientation.swapsAxes() ? luma.height() : luma.width();
  }

  @Override
  public int height() {
    Plane luma = planes.getFirst();
    return orientation.swapsAxes() ? luma.width() : luma.height();
  }
}
