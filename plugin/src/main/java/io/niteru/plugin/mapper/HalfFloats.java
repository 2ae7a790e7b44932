package io.niteru.plugin.mapper;

import java.util.Locale;

/**
 * Whether an encoder says that vectors are kept as floats of 16 bits. They are kept as they are
 * anyway, but a mapping that says so lets in no number which such floats cannot hold.
 */
public enum HalfFloats {
  /** It does not say so. */
  UNUSED,
  /** A vector with such a number is refused. */
  REFUSING,
  /** Such a number becomes the nearest that they can hold. */
  CLIPPING;

  private static final float MAX = 65_504;

  /**
   * A vector as it is to be kept.
   *
   * @return that vector itself, if all its numbers can be kept
   * @throws IllegalArgumentException if a number is refused
   */
  float[] fit(float[] vector) {
    if (this == UNUSED || fits(vector)) {
      return vector;
    }
    if (this == REFUSING) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "encoder name is set as [sq] and type is set as [fp16] in index mapping. But, KNN"
                  + " vector values are not within in the FP16 range [%f, %f]; with [clip: true]"
                  + " they would be moved into it",
              -MAX,
              MAX));
    }
    float[] clipped = vector.clone();
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = Math.clamp(clipped[i], -MAX, MAX);
    }
    return clipped;
  }

  private static boolean fits(float[] vector) {
    for (float value : vector) {
      if (Math.abs(value) > MAX) {
        return false;
      }
    }
    return true;
  }
}
