package io.niteru.core.graph;

import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.CodeLayout;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Encoder;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.quant.Quantizer;
import io.niteru.core.quant.Space;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.lucene.index.VectorSimilarityFunction;

/** Points of many dimensions, and the codes that graphs are built over. */
final class Points {
  private static final int DIMENSION = 256;

  private final float[][] vectors;

  private Points(float[][] vectors) {
    this.vectors = vectors;
  }

  /** Points around some centres, those of one centre one after the other. */
  static Points clustered(int count, int clusters, long seed) {
    var random = new SplittableRandom(seed);
    float[][] centres = new float[clusters][];
    for (int c = 0; c < clusters; c++) {
      centres[c] = around(new float[DIMENSION], 1, random);
    }
    float[][] vectors = new float[count][];
    for (int i = 0; i < count; i++) {
      vectors[i] = around(centres[(int) ((long) i * clusters / count)], .1, random);
    }
    return new Points(vectors);
  }

  /** The same points, in the given order. */
  Points inOrder(List<Integer> order) {
    return new Points(order.stream().map(i -> vectors[i]).toArray(float[][]::new));
  }

  private static float[] around(float[] centre, double spread, SplittableRandom random) {
    float[] v = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      v[d] = centre[d] + (float) (spread * random.nextGaussian());
    }
    return v;
  }

  Codes codes() {
    var space = new Space(VectorSimilarityFunction.EUCLIDEAN, DIMENSION, maxNorm());
    var quantizer = new Quantizer(space, new float[DIMENSION]);
    CodeLayout layout = quantizer.layout();
    var encoder = new Encoder(quantizer);
    MemorySegment bits = segment((long) vectors.length * layout.bitStride());
    MemorySegment nibbles = segment((long) vectors.length * layout.nibbleStride() + CodeLayout.SLACK);
    ByteBuffer bitBytes = bytes(bits);
    ByteBuffer nibbleBytes = bytes(nibbles);
    for (float[] vector : vectors) {
      encoder.encode(vector, bitBytes, nibbleBytes);
    }
    return new Codes(layout, vectors.length, bits, nibbles, NodeOrder.IDENTITY);
  }

  static BitEstimator estimator(Codes codes) {
    return new BitEstimator(codes.bits(), codes.layout());
  }

  /** The exact squared distance of a point from the origin, where the farthest has 1. */
  double distance(int i) {
    return Math.pow(Space.norm(vectors[i]) / maxNorm(), 2);
  }

  private double maxNorm() {
    return Stream.of(vectors).mapToDouble(Space::norm).max().orElse(1);
  }

  private static MemorySegment segment(long size) {
    return Arena.ofAuto().allocate(size, 64);
  }

  private static ByteBuffer bytes(MemorySegment segment) {
    return segment.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
