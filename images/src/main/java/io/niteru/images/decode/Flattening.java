package io.niteru.images.decode;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * Any image of Java2D as opaque pixels, transparency laid on white.
 *
 * <p>Samples are taken as they are stored, without colour management: an embedded profile is
 * ignored as it is by most trainers of models, and grey stays what it is (Java2D takes grey for
 * linear light and would lighten it).
 */
final class Flattening {
  private Flattening() {}

  static Pixels of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] rgb = new int[width * height];
    ColorModel model = image.getColorModel();
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
        && image.getRaster().getDataBuffer() instanceof DataBufferByte bytes
        && bytes.getOffset() == 0
        && bytes.getSize() == 3 * width * height) {
      fromBytes(bytes.getData(), rgb);
    } else if (model instanceof ComponentColorModel && isGreyOrRgb(model)) {
      fromSamples(image.getRaster(), model, rgb);
    } else {
      fromColours(image, rgb);
    }
    return Pixels.of(width, height, rgb);
  }

  private static void fromBytes(byte[] bgr, int[] rgb) {
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = colour(bgr[3 * i + 2] & 255, bgr[3 * i + 1] & 255, bgr[3 * i] & 255);
    }
  }

  private static boolean isGreyOrRgb(ColorModel model) {
    int type = model.getColorSpace().getType();
    boolean integers = model.getTransferType() <= DataBuffer.TYPE_USHORT;
    return integers && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB);
  }

  private static void fromSamples(Raster raster, ColorModel model, int[] rgb) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int colours = model.getNumColorComponents();
    int green = colours == 3 ? 1 : 0;
    int blue = colours == 3 ? 2 : 0;
    int max = (1 << model.getComponentSize(0)) - 1;
    boolean alpha = model.hasAlpha();
    int maxAlpha = alpha ? (1 << model.getComponentSize(colours)) - 1 : 1;
    boolean premultiplied = model.isAlphaPremultiplied();
    int[] row = new int[width * bands];
    for (int y = 0, to = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int from = x * bands;
        int a = alpha ? row[from + colours] * 255 / maxAlpha : 255;
        rgb[to++] =
            colour(
                onWhite(row[from] * 255L / max, a, premultiplied),
                onWhite(row[from + green] * 255L / max, a, premultiplied),
                onWhite(row[from + blue] * 255L / max, a, premultiplied));
      }
    }
  }

  private static void fromColours(BufferedImage image, int[] rgb) {
    int width = image.getWidth();
    int[] row = new int[width];
    for (int y = 0, to = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        int a = argb >>> 24;
        rgb[to++] =
            colour(
                onWhite(argb >> 16 & 255, a, false),
                onWhite(argb >> 8 & 255, a, false),
                onWhite(argb & 255, a, false));
      }
    }
  }

  private static int onWhite(long value, int alpha, boolean premultiplied) {
    long weighted = premultiplied ? 255 * value : alpha * value;
    return (int) Math.min(255, (weighted + (255 - alpha) * 255 + 127) / 255);
  }

  private static int colour(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }
}
