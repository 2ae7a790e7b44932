package io.niteru.core.quant;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CodeBoundTest {
  private static final int DIMENSION = 700;
  private static final int COUNT = 300;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DOT_PRODUCT")
  void whatIsWithinIsKeptAndMostOfWhatIsFarIsNot(VectorSimilarityFunction similarity) {
    Random random = new Random(7);
    float[] target = vector(random, null, 0);
    float[][] vectors = new float[COUNT][];
    double maxNorm = 0;
    for (int i = 0; i < COUNT; i++) {
      // From hardly different to unrelated.
      vectors[i] = vector(random, target, Math.max(0, 1.2 * i / COUNT - 0.2));
      maxNorm = Math.max(maxNorm, Space.norm(vectors[i]));
    }
    var space = new Space(similarity, DIMENSION, maxNorm);
    var quantizer = new Quantizer(space, new float[space.mappedDimension()]);
    Codes codes = encode(quantizer, vectors);
    int near = COUNT / 8;
    float score = similarity.compare(target, vectors[near]);
    int[] nodes = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      nodes[i] = i;
    }
    int left = new CodeBound(codes, quantizer, target, score).retain(nodes, COUNT);
    boolean[] kept = new boolean[COUNT];
    for (int i = 0; i < left; i++) {
      kept[nodes[i]] = true;
    }
    for (int i = 0; i < COUNT; i++) {
      if (similarity.compare(target, vectors[i]) >= score) {
        assertThat(kept[i]).as("vector " + i).isTrue();
      }
    }
    assertThat(left).isLessThan(COUNT / 2);
  }

  /** A mixture of an origin and noise. */
  private static float[] vector(Random random, float[] origin, double noise) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      double fresh = random.nextGaussian();
      vector[i] =
          (float) (origin == null ? fresh : Math.sqrt(1 - noise) * origin[i] + noise * fresh);
    }
    return vector;
  }

  private static Codes encode(Quantizer quantizer, float[][] vectors) {
    CodeLayout layout = quantizer.layout();
    ByteBuffer bits = buffer(layout.bitStride() * vectors.length);
    ByteBuffer nibbles = buffer(layout.nibbleStride() * vectors.length + CodeLayout.SLACK);
    var encoder = new Encoder(quantizer);
    for (float[] vector : vectors) {
      encoder.encode(vector, bits, nibbles);
    }
    return new Codes(
        layout,
        vectors.length,
        MemorySegment.ofArray(bits.array()),
        MemorySegment.ofArray(nibbles.array()),
        NodeOrder.IDENTITY);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
