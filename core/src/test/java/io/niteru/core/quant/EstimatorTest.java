package io.niteru.core.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatorTest {
  private static final int COUNT = 400;

  private final SplittableRandom random = new SplittableRandom(1);

  @ParameterizedTest
  @CsvSource({"3, 1", "64, 1", "500, 1", "1280, 1", "2000, 1", "64, 20", "1280, 20"})
  void estimatesAreUnbiasedAndFarCloserOnTheSecondRung(int dimension, float length) {
    var space = new Space(VectorSimilarityFunction.EUCLIDEAN, dimension, 1);
    var quantizer = new Quantizer(space, new float[dimension]);
    CodeLayout layout = quantizer.layout();
    var encoder = new Encoder(quantizer);
    ByteBuffer bits = buffer(COUNT * layout.bitStride());
    ByteBuffer nibbles = buffer(COUNT * layout.nibbleStride() + CodeLayout.SLACK);
    float[][] vectors = new float[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      vectors[i] = unit(dimension);
      encoder.encode(vectors[i], bits, nibbles);
    }
    float[] target = unit(dimension);
    for (int j = 0; j < dimension; j++) {
      target[j] *= length;
    }
    var bitQuery = new BitQuery(layout);
    var nibbleQuery = new NibbleQuery(layout);
    encoder.query(target, bitQuery, nibbleQuery);
    float[] estimates = new float[COUNT];
    int[] all = java.util.stream.IntStream.range(0, COUNT).toArray();
    new BitEstimator(MemorySegment.ofArray(bits.array()), layout)
        .estimate(bitQuery, all, 0, COUNT, estimates);
    double bias = 0;
    double squares = 0;
    double nibbleSquares = 0;
    for (int i = 0; i < COUNT; i++) {
      double exact = squareDistance(target, vectors[i]);
      assertThat(exact).isGreaterThanOrEqualTo(bitQuery.floor() * .999);
      double error = estimates[i] - exact;
      bias += error / COUNT;
      squares += error * error / COUNT;
      double nibbleError = nibbleQuery.estimate(MemorySegment.ofArray(nibbles.array()), i) - exact;
      nibbleSquares += nibbleError * nibbleError / COUNT;
    }
    double deviation = Math.sqrt(squares);
    assertThat(bias).isCloseTo(0, offset(4 * deviation / Math.sqrt(COUNT) + 1e-3));
    assertThat(deviation).isLessThan(1.3 * bitQuery.deviation());
    assertThat(deviation).isGreaterThan(.7 * bitQuery.deviation());
    assertThat(Math.sqrt(nibbleSquares)).isLessThan(deviation / 4);
  }

  @Test
  void rotationsKeepDistances() {
    for (int dimension : new int[] {64, 128, 1280, 1344}) {
      float[] v = unit(dimension);
      float[] turned = v.clone();
      new Rotation(dimension).apply(turned);
      assertThat(Space.norm(turned)).isCloseTo(1, offset(1e-4));
      assertThat(turned).isNotEqualTo(v);
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private float[] unit(int dimension) {
    float[] v = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      v[j] = (float) random.nextGaussian();
    }
    double norm = Space.norm(v);
    for (int j = 0; j < dimension; j++) {
      v[j] /= (float) norm;
    }
    return v;
  }

  private static double squareDistance(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (double) (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }
}
