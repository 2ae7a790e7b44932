package io.niteru.plugin.node;

import java.util.stream.IntStream;

/** Distances and scores as they are defined, in plain double arithmetic. */
public final class Formulas {
  private Formulas() {}

  /** The distance in a space, of vectors of numbers; of packed bits for hamming. */
  public static double distance(String space, float[] a, float[] b) {
    return switch (space) {
      case "l2" -> sum(a, i -> (a[i] - (double) b[i]) * (a[i] - (double) b[i]));
      case "l1" -> sum(a, i -> Math.abs(a[i] - (double) b[i]));
      case "linf" ->
          IntStream.range(0, a.length)
              .mapToDouble(i -> Math.abs(a[i] - (double) b[i]))
              .max()
              .orElseThrow();
      case "innerproduct" -> -product(a, b);
      case "cosinesimil" -> 1 - product(a, b) / Math.sqrt(product(a, a) * product(b, b));
      case "hamming" -> sum(a, i -> Integer.bitCount(((byte) a[i] ^ (byte) b[i]) & 0xff));
      default -> throw new AssertionError(space);
    };
  }

  public static double score(String space, double distance) {
    return switch (space) {
      case "cosinesimil" -> (2 - distance) / 2;
      case "innerproduct" -> distance >= 0 ? 1 / (1 + distance) : 1 - distance;
      default -> 1 / (1 + distance);
    };
  }

  private static double product(float[] a, float[] b) {
    return sum(a, i -> (double) a[i] * b[i]);
  }

  private static double sum(float[] a, java.util.function.IntToDoubleFunction term) {
    return IntStream.range(0, a.length).mapToDouble(term).sum();
  }
}
