package io.niteru.plugin.source;

import io.niteru.plugin.space.VectorBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes vectors as they stand in JSON. */
final class VectorPrinter {
  /** The longest float, {@code -1.1754944E-38}, and a comma. */
  private static final int MAX_NUMBER = 15;

  private VectorPrinter() {}

  /**
   * Writes a vector.
   *
   * @param vector floats or bytes
   * @param base64 whether as a string of base64 rather than an array
   */
  static void print(Object vector, boolean base64, ByteArrayOutputStream out) {
    if (base64) {
      out.write('"');
      out.writeBytes(encode(vector));
      out.write('"');
    } else if (vector instanceof float[] floats) {
      print(floats, out);
    } else {
      print((byte[]) vector, out);
    }
  }

  /** The base64 of a vector's bytes. */
  static byte[] encode(Object vector) {
    return Base64.getEncoder()
        .encode(vector instanceof float[] floats ? VectorBytes.of(floats) : (byte[]) vector);
  }

  private static void print(float[] vector, ByteArrayOutputStream out) {
    byte[] text = new byte[vector.length * MAX_NUMBER + 2];
    int length = 0;
    text[length++] = '[';
    for (int i = 0; i < vector.length; i++) {
      if (i > 0) {
        text[length++] = ',';
      }
      String number = Float.toString(vector[i]);
      for (int c = 0; c < number.length(); c++) {
        text[length++] = (byte) number.charAt(c);
      }
    }
    text[length++] = ']';
    out.write(text, 0, length);
  }

  private static void print(byte[] vector, ByteArrayOutputStream out) {
    StringBuilder text = new StringBuilder(5 * vector.length + 2).append('[');
    for (int i = 0; i < vector.length; i++) {
      text.append(i > 0 ? "," : "").append(vector[i]);
    }
    out.writeBytes(text.append(']').toString().getBytes(StandardCharsets.US_ASCII));
  }
}
