package io.niteru.app.gallery;

import io.niteru.images.decode.Picture;
import io.niteru.images.decode.PictureDecoder;
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
    Picture pixels;
    try (var decoder = new PictureDecoder(PictureDecoder.DEFAULT_MAX_PIXELS)) {
      pixels = decoder.decode(picture);
    } catch (UnreadablePictureException e) {
      return Optional.empty();
    }
    double scale = (double) size / Math.max(pixels.width(), pixels.height());
    int width = Math.max(1, (int) Math.round(scale * pixels.width()));
    int height = Math.max(1, (int) Math.round(scale * pixels.height()));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] small = new Resizer(width, height, Fit.STRETCH).resize(pixels);
    image.setRGB(0, 0, width, height, small, 0, width);
    return Optional.of(image);
  }
}
