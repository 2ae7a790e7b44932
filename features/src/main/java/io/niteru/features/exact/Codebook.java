package io.niteru.features.exact;

import io.niteru.core.simd.Norms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a row becomes a code: its products with the {@link Components} of the data, each rounded to
 * one of 255 steps of that component's own range. Immutable.
 *
 * @param components nearly orthonormal directions, none zero
 * @param middle centre of each component's range
 * @param step width of each component's steps
 * @param skew at least the norm of {@code P Pᵀ - I}, {@code P} being the components
 */
record Codebook(float[][] components, float[] middle, float[] step, double skew) {
  /** Components of a code, if the dimension is not less: 80 to 90 % of what features hold. */
  private static final int LARGEST = 256;

  private static final int SAMPLE = 8192;

  /** Learns from a sample of rows, spread evenly. */
  static Codebook learn(ExactIndex exact) {
    float[][] sample = sample(exact);
    if (sample.length == 0) {
      return new Codebook(new float[0][], new float[0], new float[0], 0);
    }
    double longest =
        Math.sqrt(Arrays.stream(sample).mapToDouble(x -> Norms.dot(x, x)).max().orElse(0));
    // The sample is scaled, so that sums of its squares stay within float's range.
    for (float[] row : sample) {
      for (int d = 0; d < row.length; d++) {
        row[d] = longest == 0 ? 0 : (float) (row[d] / longest);
      }
    }
    int count = Math.min(LARGEST, exact.file().dimension());
    float[][] found = Components.of(sample, count, exact.kernel());
    float[][] components =
        Arrays.stream(found).filter(p -> Norms.dot(p, p) > .5).toArray(float[][]::new);
    float[] middle = new float[components.length];
    float[] step = new float[components.length];
    float[][] projected = Components.multiply(sample, components, exact.kernel());
    for (int c = 0; c < components.length; c++) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (float y : projected[c]) {
        min = Math.min(min, longest * y);
        max = Math.max(max, longest * y);
      }
      middle[c] = (float) ((min + max) / 2);
      step[c] = (float) ((max - min) / 254);
    }
    return new Codebook(components, middle, step, skew(components));
  }

  private static float[][] sample(ExactIndex exact) {
    int n = exact.file().rows();
    List<float[]> sample = new ArrayList<>();
    for (long i = 0; i < Math.min(n, SAMPLE); i++) {
      int row = (int) (i * n / Math.min(n, SAMPLE));
      if (exact.filter().tame(row)) {
        float[] vector = new float[exact.file().dimension()];
        exact.file().read(row, vector);
        for (int d = 0; d < vector.length; d++) {
          vector[d] *= exact.filter().scale(row);
        }
        sample.add(vector);
      }
    }
    return sample.toArray(float[][]::new);
  }

  /** The Frobenius norm, which no other norm exceeds. */
  private static double skew(float[][] components) {
    double squares = 0;
    for (int i = 0; i < components.length; i++) {
      for (int j = 0; j < components.length; j++) {
        double d = Norms.dot(components[i], components[j]) - (i == j ? 1 : 0);
        squares += d * d;
      }
    }
    return Math.sqrt(squares) + 1e-12;
  }

  /** Components. */
  int size() {
    return components.length;
  }

  /** Bytes of a code. */
  int bytes() {
    return bytes(size());
  }

  /** Bytes of a code of so many components, rounded up to whole cache lines. */
  static int bytes(int components) {
    return Math.max(64, (components + 63) / 64 * 64);
  }

  /** The step nearest to a value. */
  byte code(int component, double value) {
    double steps = (value - middle[component]) / step[component];
    return (byte) Math.max(-127, Math.min(127, Math.rint(steps)));
  }

  /** The value a code stands for. */
  double value(int component, byte code) {
    return middle[component] + (double) step[component] * code;
  }
}
