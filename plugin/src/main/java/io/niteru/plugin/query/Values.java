package io.niteru.plugin.query;

import java.io.IOException;
import org.opensearch.core.common.ParsingException;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.core.xcontent.XContentParser.Token;

/**
 * Reads the values of a {@code knn} query. Numbers and truths may be written as strings, as
 * everywhere in the API.
 *
 * @param parser stands on the value that is read
 */
record Values(XContentParser parser) {
  /** A whole number; a fraction is cut off, as it is in the API. */
  int integer(String key) throws IOException {
    double number = number(key);
    if (!(number > Integer.MIN_VALUE && number < Integer.MAX_VALUE)) {
      throw unreadable(key, null);
    }
    return (int) number;
  }

  /** A whole number above 0, which may not have a fraction. */
  int positive(String key) throws IOException {
    double number = number(key);
    if (number != Math.rint(number)) {
      throw unreadable(key, null);
    }
    int value = integer(key);
    if (value <= 0) {
      throw new IllegalArgumentException(key + " should be greater than 0, found " + value);
    }
    return value;
  }

  /** A finite number. */
  float decimal(String key) throws IOException {
    float value = (float) number(key);
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("[knn] [" + key + "] must be finite, found " + value);
    }
    return value;
  }

  double number(String key) throws IOException {
    Token token = parser.currentToken();
    if (token != Token.VALUE_NUMBER && token != Token.VALUE_STRING) {
      throw unreadable(key, null);
    }
    try {
      return parser.doubleValue();
    } catch (IllegalArgumentException e) {
      throw unreadable(key, e);
    }
  }

  boolean bool(String key) throws IOException {
    Token token = parser.currentToken();
    if (token != Token.VALUE_BOOLEAN && token != Token.VALUE_STRING) {
      throw unreadable(key, null);
    }
    try {
      return parser.booleanValue();
    } catch (IllegalArgumentException e) {
      throw unreadable(key, e);
    }
  }

  private ParsingException unreadable(String key, IllegalArgumentException cause)
      throws IOException {
    Token token = parser.currentToken();
    return new ParsingException(
        parser.getTokenLocation(),
        "[knn] failed to parse field ["
            + key
            + "], found "
            + (token.isValue() ? "[" + parser.textOrNull() + "]" : token),
        cause);
  }
}
