package io.niteru.images.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What is done to a channel's byte {@code x}: {@code (x / 255 - mean) / deviation}.
 *
 * @param mean of red, green, blue; 0 is black, 1 is white
 * @param deviation of red, green, blue, on the same scale, not 0
 */
public record Normalisation(List<Double> mean, List<Double> deviation) {
  /** To [-1, 1]: TensorFlow's models. */
  public static final Normalisation TF = same(0.5, 0.5);

  /** By the mean and standard deviation of ImageNet: PyTorch's models. */
  public static final Normalisation TORCH =
      new Normalisation(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  /** To [0, 1]. */
  public static final Normalisation UNIT = same(0, 1);

  /** Left at 0 to 255. */
  public static final Normalisation NONE = same(0, 1 / 255.0);

  /** A normalisation, after a check of its numbers. */
  public Normalisation {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != 3 || deviation.size() != 3 || deviation.contains(0.0)) {
      throw new IllegalArgumentException(
          "a normalisation needs three means and three deviations other than 0");
    }
  }

  /**
   * Reads {@code tf}, {@code torch}, {@code unit}, {@code none}, or six numbers: {@code
   * 0.5,0.5,0.5/0.25,0.25,0.25}.
   */
  public static Normalisation parse(String text) {
    return switch (text) {
      case "tf" -> TF;
      case "torch" -> TORCH;
      case "unit" -> UNIT;
      case "none" -> NONE;
      default -> numbers(text);
    };
  }

  private static Normalisation numbers(String text) {
    String[] parts = text.split("/", -1);
    try {
      if (parts.length == 2) {
        return new Normalisation(three(parts[0]), three(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      // Said below, with what was given.
    }
    throw new IllegalArgumentException(
        "unknown normalisation "
            + text
            + ": tf, torch, unit, none, or means and deviations of red, green, blue such as"
            + " 0.5,0.5,0.5/0.25,0.25,0.25");
  }

  private static List<Double> three(String text) {
    return Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList();
  }

  private static Normalisation same(double mean, double deviation) {
    return new Normalisation(List.of(mean, mean, mean), List.of(deviation, deviation, deviation));
  }

  /** The byte of a channel, 0 to 2 for red, green, blue, that becomes 0. */
  float zero(int channel) {
    return (float) (255 * mean.get(channel));
  }

  /** How much more becomes 1. */
  float one(int channel) {
    return (float) (255 * deviation.get(channel));
  }

  /** A text that {@link #parse} reads. */
  @Override
  public String toString() {
    if (equals(TF)) {
      return "tf";
    } else if (equals(TORCH)) {
      return "torch";
    } else if (equals(UNIT)) {
      return "unit";
    } else if (equals(NONE)) {
      return "none";
    }
    return join(mean) + "/" + join(deviation);
  }

  private static String join(List<Double> numbers) {
    return numbers.stream().map(Objects::toString).collect(Collectors.joining(","));
  }
}
