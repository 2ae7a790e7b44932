package io.niteru.plugin.mapper;

/**
 * Reads the decimals that vectors consist of, in half the time a parser for all numbers takes; what
 * it cannot read it leaves to that one. The method is Clinger's fast path (How to Read Floating
 * Point Numbers Accurately, 1990): up to 15 digits and powers of ten up to 10^22 are exact as
 * doubles, so their quotient or product is the double next to the number. The float next to that
 * one is the float next to the number unless the double lies halfway between two floats.
 */
public final class Decimal {
  private static final long MOST_DIGITS = 100_000_000_000_000L;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** What a double has more than a float, and its value halfway between two floats. */
  private static final long REST = 0x1FFF_FFFFL;

  private static final long HALFWAY = 0x1000_0000L;

  private Decimal() {}

  /**
   * The float nearest to a number.
   *
   * @param text holds a JSON number from {@code offset} on, {@code length} characters long
   * @return NaN if that has to be found in another way
   */
  public static float parse(char[] text, int offset, int length) {
    int end = offset + length;
    boolean negative = text[offset] == '-';
    int at = negative ? offset + 1 : offset;
    int point = -1;
    long digits = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9 && digits < MOST_DIGITS) {
        digits = 10 * digits + digit;
      } else if (text[at] == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
    }
    int scale = point < 0 ? 0 : point + 1 - at;
    if (at < end) {
      if (text[at] != 'E' && text[at] != 'e') {
        return Float.NaN;
      }
      scale += exponent(text, at + 1, end);
    }
    return Math.abs(scale) < POWERS.length ? nearest(negative, digits, scale) : Float.NaN;
  }

  /** An exponent of one or two digits; for others one that is out of range. */
  private static int exponent(char[] text, int from, int end) {
    boolean signed = from < end && (text[from] == '-' || text[from] == '+');
    int exponent = 0;
    int first = signed ? from + 1 : from;
    for (int at = first; at < end; at++) {
      exponent = 10 * exponent + text[at] - '0';
    }
    if (end == first || end > first + 2) {
      return 10 * POWERS.length;
    }
    return signed && text[from] == '-' ? -exponent : exponent;
  }

  private static float nearest(boolean negative, long digits, int scale) {
    double value = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
    boolean normal = value >= Float.MIN_NORMAL && value < Float.MAX_VALUE || digits == 0;
    if (!normal || (Double.doubleToRawLongBits(value) & REST) == HALFWAY) {
      return Float.NaN;
    }
    return (float) (negative ? -value : value);
  }
}
