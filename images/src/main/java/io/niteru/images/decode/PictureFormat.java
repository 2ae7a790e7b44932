package io.niteru.images.decode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The formats that are read. A file's first bytes decide, never its name. */
public enum PictureFormat {
  /** JPEG: baseline, progressive, grey, CMYK, YCCK. */
  JPEG,
  /** PNG. */
  PNG,
  /** GIF, of which the first frame counts. */
  GIF,
  /** WebP, lossy and lossless. */
  WEBP,
  /** Windows bitmap. */
  BMP,
  /** TIFF, of which the first page counts. */
  TIFF;

  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "bmp", "dib", "tif", "tiff");

  /** Whether a file of this name is taken for a picture: by its extension, in any case. */
  public static boolean isPictureName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  static Optional<PictureFormat> of(byte[] file) {
    String head = new String(file, 0, Math.min(12, file.length), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    } else if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    } else if (head.startsWith("GIF8")) {
      return Optional.of(GIF);
    } else if (head.startsWith("RIFF") && head.endsWith("WEBP")) {
      return Optional.of(WEBP);
    } else if (head.startsWith("BM")) {
      return Optional.of(BMP);
    } else if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      return Optional.of(TIFF);
    }
    return Optional.empty();
  }
}
