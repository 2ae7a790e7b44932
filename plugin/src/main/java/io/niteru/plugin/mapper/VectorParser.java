package io.niteru.plugin.mapper;

import java.io.IOException;
import java.util.Arrays;
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
      if (!parser.currentToken().isValue()) {
        throw new IllegalArgumentException(
            "element " + size + " of the vector is not a number: " + parser.currentToken());
      }
      if (size == vector.length) {
        vector = Arrays.copyOf(vector, 2 * size);
      }
      vector[size++] = finite(parser.floatValue());
    }
    return size == vector.length ? vector : Arrays.copyOf(vector, size);
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
