package io.niteru.app.gallery;

import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.decode.Pixels;
import io.niteru.images.decode.UnreadablePictureException;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Resizer;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;

/** Small copies of pictures, upright and in proportion. */
final class Thumbnail {
  private Thumbnail() {}

  /** A copy whose longer side is {@code size} pixels, or nothing if the picture cannot be read. */
  static Optional<BufferedImage> of(Path picture, int size) {
    Pixels pixels;
    try (var decoder = new PictureDecoder(PictureDecoder.DEFAULT_MAX_PIXELS)) {
      pixels = decoder.decode(picture);
    } catch (UnreadablePictureException e) {
      return Optional.empty();
    }
    double scale = (double) size / Math.max(pixels.width(), pixels.height());
    int width = Math.max(1, (int) Math.round(scale * pixels.width()));
    int height = Math.max(1, (int) Math.round(scale * pixels.height()));
    return Optional.of(image(new Resizer(width, height, Fit.STRETCH).resize(pixels)));
  }

  private static BufferedImage image(Pixels pixels) {
    var image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    boolean redFirst = pixels.order() == Pixels.Order.RGB;
    byte[] data = pixels.data();
    for (int y = 0, i = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++, i += 3) {
        int red = data[redFirst ? i : i + 2] & 255;
        int blue = data[redFirst ? i + 2 : i] & 255;
        image.setRGB(x, y, red << 16 | (data[i + 1] & 255) << 8 | blue);
      }
    }
    return image;
  }
}
