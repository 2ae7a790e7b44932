package io.niteru.plugin.mapper;

import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.VectorBytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.apache.lucene.util.BytesRef;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.core.xcontent.XContentParser.Token;

/** Reads vectors of documents and queries. */
public final class VectorParser {
  private static final int FIRST_GUESS = 128;

  private VectorParser() {}

  /**
   * Reads the array, or the single number, at the parser's current token.
   *
   * @param expected a guess of the number of elements, or 0
   * @throws IllegalArgumentException if something in it is not a finite number
   */
  public static float[] parse(XContentParser parser, int expected) throws IOException {
    if (parser.currentToken() == Token.VALUE_NUMBER) {
      return new float[] {finite(parser.floatValue())};
    }
    if (parser.currentToken() != Token.START_ARRAY) {
      throw new IllegalArgumentException(
          "a vector is an array of numbers, found " + parser.currentToken());
    }
    float[] vector = new float[expected > 0 ? expected : FIRST_GUESS];
    int size = 0;
    while (parser.nextToken() != Token.END_ARRAY) {
      Token token = parser.currentToken();
      if (token != Token.VALUE_NUMBER && token != Token.VALUE_STRING) {
        throw new IllegalArgumentException(
            "element "
                + size
                + " of the vector is not a number: "
                + token.name().toLowerCase(Locale.ROOT));
      }
      if (size == vector.length) {
        vector = Arrays.copyOf(vector, 2 * size);
      }
      vector[size++] = finite(parser.floatValue());
    }
    return size == vector.length ? vector : Arrays.copyOf(vector, size);
  }

  /**
   * Reads a vector from base64 of its bytes.
   *
   * @param field named in messages
   * @throws IllegalArgumentException if it is not the base64 of such a vector
   */
  static float[] decode(String base64, String field, DataType type) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid base64 encoding for vector field [" + field + "]: " + e.getMessage(), e);
    }
    if (type.bytes()) {
      return DataType.toFloats(bytes);
    }
    if (bytes.length % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "Base64 encoded vector for field ["
              + field
              + "] has invalid byte length ["
              + bytes.length
              + "], must be a multiple of 4 (float size)");
    }
    float[] vector = VectorBytes.floats(new BytesRef(bytes));
    for (float value : vector) {
      finite(value);
    }
    return vector;
  }

  private static float finite(float value) {
    if (Float.isNaN(value)) {
      throw new IllegalArgumentException("KNN vector values cannot be NaN");
    }
    if (Float.isInfinite(value)) {
      throw new IllegalArgumentException("KNN vector values cannot be infinity");
    }
    return value;
  }
}
