package io.niteru.images.decode;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** How the camera was held: the EXIF orientation, 1 (upright) to 8. */
final class Orientation {
  private static final int UPRIGHT = 1;

  private Orientation() {}

  /** The orientation a file tells; upright if it tells none or nonsense. */
  static int of(byte[] file, PictureFormat format) {
    try {
      Metadata metadata =
          switch (format) {
            case JPEG ->
                JpegMetadataReader.readMetadata(
                    new ByteArrayInputStream(file), List.of(new ExifReader()));
            case TIFF, WEBP, PNG ->
                ImageMetadataReader.readMetadata(new ByteArrayInputStream(file), file.length);
            case GIF, BMP -> null;
          };
      if (metadata == null) {
        return UPRIGHT;
      }
      for (ExifIFD0Directory directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
        Integer value = directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
        if (value != null) {
          return value >= 1 && value <= 8 ? value : UPRIGHT;
        }
      }
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      // Broken metadata says nothing about the pixels.
    }
    return UPRIGHT;
  }

  /** The picture as it was seen. */
  static Pixels apply(int orientation, Pixels in) {
    if (orientation == UPRIGHT) {
      return in;
    }
    boolean turned = orientation >= 5;
    int width = turned ? in.height() : in.width();
    int height = turned ? in.width() : in.height();
    int[] to = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sx = turned ? y : x;
        int sy = turned ? x : y;
        // Seen from the stored picture: which of its axes run backwards.
        if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
          sx = in.width() - 1 - sx;
        }
        if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
          sy = in.height() - 1 - sy;
        }
        to[y * width + x] = in.rgb().getAtIndex(JAVA_INT, (long) sy * in.width() + sx);
      }
    }
    return Pixels.of(width, height, to);
  }
}
