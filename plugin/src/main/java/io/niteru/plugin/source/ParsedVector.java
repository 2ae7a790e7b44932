package io.niteru.plugin.source;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A vector of a parsed document.
 *
 * @param value floats or bytes
 * @param distance how many documents before the root's its own comes
 */
record ParsedVector(Object value, int distance) {

  /** Whether the string at the parser's current token is the vector's base64. */
  boolean isBase64(JsonParser parser) {
    byte[] text = parser.getString().getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.equals(text, VectorPrinter.encode(value));
  }

  /**
   * Whether the array that the parser has just entered holds the vector's numbers. Reads as far as
   * the end of the array, or of the first element that differs.
   */
  boolean isArray(JsonParser parser) {
    int length = Array.getLength(value);
    int i = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (i == length || Float.compare(number(parser), at(i)) != 0) {
        return false;
      }
      i++;
    }
    return i == length;
  }

  private float at(int i) {
    return value instanceof float[] floats ? floats[i] : ((byte[]) value)[i];
  }

  /** The number at the parser's current token; NaN if there is none. */
  private static float number(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return text(parser.getString());
    }
    return token.isNumeric() ? parser.getFloatValue() : Float.NaN;
  }

  private static float text(String number) {
    try {
      return Float.parseFloat(number);
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }
}
