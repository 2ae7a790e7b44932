package io.niteru.plugin.space;

import java.util.Arrays;
import java.util.Locale;

/** What a vector is made of. Each constant's name in lower case is what requests call it. */
public enum DataType {
  /** Finite float32 values. */
  FLOAT,
  /** Whole numbers from -128 to 127. */
  BYTE,
  /**
   * Bits, eight of them packed into each number from -128 to 127, the first the most significant.
   */
  BINARY;

  /** What requests call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type a request names, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static DataType of(String label) {
    for (DataType type : values()) {
      if (type.label().equalsIgnoreCase(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "Invalid value provided for [data_type] field. Supported values are "
            + Arrays.stream(values()).map(DataType::label).toList()
            + ", but got: "
            + label);
  }

  /** Numbers in the array of a vector of that dimension. */
  public int length(int dimension) {
    return this == BINARY ? dimension / Byte.SIZE : dimension;
  }

  /** Dimension of a vector given as an array of so many numbers. */
  public int dimension(int length) {
    return this == BINARY ? length * Byte.SIZE : length;
  }

  /** Whether vectors are kept as bytes. */
  public boolean bytes() {
    return this != FLOAT;
  }

  /**
   * A vector's numbers as bytes.
   *
   * @throws IllegalArgumentException if one has a fraction or does not fit
   */
  public byte[] toBytes(float[] vector) {
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) vector[i];
      if (bytes[i] != vector[i]) {
        throw new IllegalArgumentException(
            "[data_type] field was set as ["
                + label()
                + "] in index mapping. But, KNN vector values are "
                + (vector[i] == Math.rint(vector[i])
                    ? "not within in the byte range [-128, 127]"
                    : "floats instead of byte integers")
                + ": "
                + vector[i]);
      }
    }
    return bytes;
  }

  /** The same numbers as floats. */
  public static float[] toFloats(byte[] vector) {
    float[] floats = new float[vector.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = vector[i];
    }
    return floats;
  }
}
