package io.niteru.plugin.space;

import java.util.List;

/** Reads the lists of numbers that scripts are given. */
public final class Numbers {
  private Numbers() {}

  /**
   * The numbers of a list as floats.
   *
   * @throws IllegalArgumentException if it is no list of numbers
   */
  public static float[] floats(Object value) {
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException("a vector is a list of numbers, found " + value);
    }
    float[] floats = new float[list.size()];
    int i = 0;
    for (Object element : list) {
      if (!(element instanceof Number number)) {
        throw new IllegalArgumentException(
            "element " + i + " of the vector is not a number: " + element);
      }
      floats[i++] = number.floatValue();
    }
    return floats;
  }
}
