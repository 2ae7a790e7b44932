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

/**
 * How the camera was held.
 *
 * @param exif the number EXIF has for it, 1 (upright) to 8
 */
public record Orientation(int exif) {
  /** Nothing has to be turned. */
  public static final Orientation UPRIGHT = new Orientation(1);

  /** An orientation, after a check of the number. */
  public Orientation {
    if (exif < 1 || exif > 8) {
      throw new IllegalArgumentException("orientations are 1 to 8, not " + exif);
    }
  }

  /** The orientation a file tells; upright if it tells none or nonsense. */
  static Orientation of(byte[] file, PictureFormat format) {
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
          return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
        }
      }
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      // Broken metadata says nothing about the pixels.
    }
    return UPRIGHT;
  }

  /** Whether a column of the picture is stored as a row. */
  public boolean swapsAxes() {
    return exif >= 5;
  }

  /** Whether the stored rows run backwards. */
  public boolean reversesRows() {
    return exif == 2 || exif == 3 || exif == 7 || exif == 8;
  }

  /** Whether the stored columns run backwards. */
  public boolean reversesColumns() {
    return exif == 3 || exif == 4 || exif == 6 || exif == 7;
  }

  /** A stored picture as it was seen. */
  public Pixels apply(Pixels stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    int width = swapsAxes() ? stored.height() : stored.width();
    int height = swapsAxes() ? stored.width() : stored.height();
    boolean backX = reversesRows();
    boolean backY = reversesColumns();
    int[] to = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sx = swapsAxes() ? y : x;
        int sy = swapsAxes() ? x : y;
        sx = backX ? stored.width() - 1 - sx : sx;
        sy = backY ? stored.height() - 1 - sy : sy;
        to[y * width + x] = stored.rgb().getAtIndex(JAVA_INT, (long) sy * stored.width() + sx);
      }
    }
    return Pixels.of(width, height, to);
  }
}
