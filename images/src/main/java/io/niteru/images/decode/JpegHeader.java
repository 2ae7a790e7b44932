package io.niteru.images.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The header of an ordinary JPEG: one that all decoders read alike. It has 8 bits a sample, is
 * baseline or progressive, and either grey or, by its own word, YCbCr in one of the three usual
 * subsamplings. Photographs from cameras, telephones and the web are nearly all ordinary.
 *
 * @param width in pixels
 * @param height in pixels
 * @param grey whether it has lightness only
 * @param stepX columns of lightness to a column of colour: 1 or 2
 * @param stepY rows of lightness to a row of colour
 */
record JpegHeader(int width, int height, boolean grey, int stepX, int stepY) {
  private static final int SOF0_BASELINE = 0xc0;
  private static final int SOF2_PROGRESSIVE = 0xc2;
  private static final int DHT = 0xc4;
  private static final int SOS = 0xda;
  private static final int DQT = 0xdb;
  private static final int DRI = 0xdd;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COM = 0xfe;

  /** The header of a file that is a JPEG by its first bytes; empty if it is out of the ordinary. */
  static Optional<JpegHeader> ordinary(byte[] file) {
    return new Walk(file).run();
  }

  /** Goes from segment to segment up to the first scan. */
  private static final class Walk {
    private final byte[] file;
    private boolean saysYcc;
    private JpegHeader frame;

    Walk(byte[] file) {
      this.file = file;
    }

    Optional<JpegHeader> run() {
      int at = 2;
      while (at + 4 <= file.length && byteAt(at) == 0xff) {
        int marker = byteAt(at + 1);
        int end = at + 2 + shortAt(at + 2);
        if (marker == SOS) {
          return frame != null && (frame.grey || saysYcc) ? Optional.of(frame) : Optional.empty();
        }
        if (end > file.length || !isOrdinary(marker, at + 4, end)) {
          break;
        }
        at = end;
      }
      return Optional.empty();
    }

    private boolean isOrdinary(int marker, int from, int end) {
      return switch (marker) {
        case SOF0_BASELINE, SOF2_PROGRESSIVE -> frame == null && isOrdinaryFrame(from, end);
        case APP0 -> {
          saysYcc |= begins(from, end, "JFIF\0");
          yield true;
        }
        case APP1 -> {
          saysYcc |= begins(from, end, "Exif\0");
          yield true;
        }
        // An Adobe marker may say that it is no YCbCr, a profile that it is no usual RGB.
        case APP2 -> !begins(from, end, "ICC_PROFILE\0");
        case APP14 -> !begins(from, end, "Adobe");
        case DHT, DQT, DRI, COM -> true;
        default -> marker > APP2 && marker <= APP15;
      };
    }

    private boolean isOrdinaryFrame(int from, int end) {
      int components = end - from < 6 ? 0 : byteAt(from + 5);
      if ((components != 1 && components != 3) || end - from != 6 + 3 * components) {
        return false;
      }
      boolean grey = components == 1;
      byte[] c = Arrays.copyOfRange(file, from + 6, end);
      boolean usual =
          grey
              ? c[1] == 0x11
              : c[0] == 1
                  && c[3] == 2
                  && c[6] == 3
                  && (c[1] == 0x11 || c[1] == 0x21 || c[1] == 0x22)
                  && c[4] == 0x11
                  && c[7] == 0x11;
      frame =
          new JpegHeader(
              shortAt(from + 3),
              shortAt(from + 1),
              grey,
              grey ? 1 : c[1] >> 4,
              grey ? 1 : c[1] & 15);
      return usual && byteAt(from) == 8 && frame.width > 0 && frame.height > 0;
    }

    private boolean begins(int from, int end, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return Arrays.equals(file, from, Math.min(end, from + bytes.length), bytes, 0, bytes.length);
    }

    private int byteAt(int i) {
      return file[i] & 255;
    }

    private int shortAt(int i) {
      return byteAt(i) << 8 | byteAt(i + 1);
    }
  }
}
