package io.niteru.core.quant;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What estimates are off by is what is said of each, whatever the data. */
class ErrorTest {
  private static final int COUNT = 500;
  private static final int TARGETS = 40;

  private final SplittableRandom random = new SplittableRandom(3);

  /** Kinds: values of a Gaussian, uniform, one in ten not zero, one large, hardly different. */
  @ParameterizedTest
  @CsvSource({
    "gaussian, 2", "gaussian, 128", "gaussian, 1280", "uniform, 2", "uniform, 128", "uniform, 1500",
    "sparse, 50", "sparse, 1500", "spiked, 128", "heap, 2", "heap, 128", "heap, 1500"
  })
  void errorsAreWithinTheirDeviations(String kind, int dimension) {
    float[][] vectors = vectors(kind, COUNT, dimension);
    float[][] targets = vectors(kind, TARGETS, dimension);
    // Some are nearer to the centre than vectors are, some a vector, some far away.
    for (int t = 0; t < TARGETS; t++) {
      for (int i = 0; i < dimension; i++) {
        targets[t][i] *= t % 4 == 1 ? .2f : t % 4 == 2 ? 10 : 1;
      }
      targets[t] = t % 4 == 3 ? vectors[t].clone() : targets[t];
    }
    double maxNorm = Arrays.stream(vectors).mapToDouble(Space::norm).max().orElseThrow();
    var space = new Space(VectorSimilarityFunction.EUCLIDEAN, dimension, maxNorm);
    var accumulator = new CentreAccumulator(space);
    for (float[] vector : vectors) {
      accumulator.add(vector);
    }
    var quantizer = new Quantizer(space, accumulator.centre());
    CodeLayout layout = quantizer.layout();
    ByteBuffer bits = buffer(COUNT * layout.bitStride());
    ByteBuffer nibbles = buffer(COUNT * layout.nibbleStride() + CodeLayout.SLACK);
    var encoder = new Encoder(quantizer);
    for (float[] vector : vectors) {
      encoder.encode(vector, bits, nibbles);
    }
    MemorySegment second = MemorySegment.ofArray(nibbles.array());
    var estimator = new BitEstimator(MemorySegment.ofArray(bits.array()), layout);
    var bitQuery = new BitQuery(layout);
    var nibbleQuery = new NibbleQuery(layout);
    int[] all = IntStream.range(0, COUNT).toArray();
    float[] estimates = new float[COUNT];
    float[] deviations = new float[1];
    double[] first = new double[COUNT * TARGETS];
    double[] next = new double[COUNT * TARGETS];
    for (int t = 0; t < TARGETS; t++) {
      encoder.query(targets[t], bitQuery, nibbleQuery);
      estimator.estimate(bitQuery, all, 0, COUNT, estimates);
      for (int i = 0; i < COUNT; i++) {
        double exact = squareDistance(targets[t], vectors[i]) / (maxNorm * maxNorm);
        estimator.deviations(bitQuery, all, i, i + 1, (float) exact, deviations);
        first[t * COUNT + i] = (estimates[i] - exact) / deviations[0];
        next[t * COUNT + i] =
            (nibbleQuery.estimate(second, i) - exact) / nibbleQuery.deviation(second, i);
      }
    }
    check(first);
    check(next);
    // Those of a heap are all alike, and as likely all small.
    assertThat(Math.min(rootMeanSquare(first), rootMeanSquare(next)))
        .isGreaterThan(kind.equals("heap") ? 0 : .6);
  }

  private static void check(double[] errors) {
    assertThat(rootMeanSquare(errors)).isLessThan(1.3);
    assertThat(beyond(errors, 3)).isLessThan(.006);
    assertThat(beyond(errors, 4)).isLessThan(.0005);
  }

  private static double rootMeanSquare(double[] errors) {
    return Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElseThrow());
  }

  private static double beyond(double[] errors, double limit) {
    return Arrays.stream(errors).filter(e -> Math.abs(e) > limit).count() / (double) errors.length;
  }

  private float[][] vectors(String kind, int count, int dimension) {
    float[][] vectors = new float[count][dimension];
    float[] heap = new float[dimension];
    Arrays.setAll(vectors, i -> new float[dimension]);
    var origin = new SplittableRandom(9);
    for (int i = 0; i < dimension; i++) {
      heap[i] = (float) origin.nextGaussian();
    }
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < dimension; i++) {
        double gaussian = random.nextGaussian();
        vectors[row][i] =
            (float)
                switch (kind) {
                  case "gaussian" -> gaussian;
                  case "uniform" -> random.nextDouble();
                  case "sparse" -> i == row % 3 || random.nextInt(10) == 0 ? gaussian : 0;
                  case "spiked" -> i == 0 ? 100 * gaussian : gaussian;
                  default -> heap[i] * (row % 2 == 0 ? 1 : -.5) + 1e-3 * gaussian;
                };
      }
    }
    return vectors;
  }

  private static double squareDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return sum;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
