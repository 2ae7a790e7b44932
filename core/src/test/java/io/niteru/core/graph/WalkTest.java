package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.CodeLayout;
import io.niteru.core.quant.Encoder;
import io.niteru.core.quant.NibbleQuery;
import io.niteru.core.quant.Quantizer;
import io.niteru.core.quant.Space;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;

/** Nodes 0 to 4 and 5 to 9 are chains that lead nearer and nearer to the target; nothing else. */
class WalkTest {
  private static final int DIMENSION = 512;
  private static final float[] FAR = {9, 8, 7, 6, 5, 10, 8, 6, 4, 2};
  private static final int CHAIN = FAR.length / 2;
  private static final int WIDTH = 8;

  /** Opens nothing farther than the nearest found, but starts from anything. */
  private static final EarlyTermination NOTHING_FARTHER =
      new EarlyTermination(0, Margin.NONE, Margin.ANY, Margin.ANY, null);

  private final SplittableRandom random = new SplittableRandom(1);
  private final Links chains = new Chains();
  private final BitQuery query;
  private final Walk walk;

  WalkTest() {
    var space = new Space(VectorSimilarityFunction.EUCLIDEAN, DIMENSION, 1);
    var quantizer = new Quantizer(space, new float[DIMENSION]);
    CodeLayout layout = quantizer.layout();
    var encoder = new Encoder(quantizer);
    ByteBuffer bits = buffer(FAR.length * layout.bitStride());
    ByteBuffer nibbles = buffer(FAR.length * layout.nibbleStride());
    float[] target = beside(new float[DIMENSION], 1);
    for (float distance : FAR) {
      encoder.encode(beside(target, distance), bits, nibbles);
    }
    query = new BitQuery(layout);
    encoder.query(target, query, new NibbleQuery(layout));
    walk = new Walk(new BitEstimator(MemorySegment.ofArray(bits.array()), layout), FAR.length);
  }

  @Test
  void fromEachStartTheWalkGoesAsFarAsThatLeadsNearer() {
    walk.search(chains, query, new int[] {0}, 1, WIDTH, 16 * WIDTH, NOTHING_FARTHER);
    assertThat(walk.beam().node(0)).isEqualTo(4);
    walk.search(chains, query, new int[] {0, 5}, 2, WIDTH, 16 * WIDTH, NOTHING_FARTHER);
    assertThat(walk.beam().node(0)).isEqualTo(9);
    // More than it may open: nothing is too far to be kept.
    assertThat(walk.beam().size()).isEqualTo(FAR.length);
  }

  @Test
  void aStartThatIsGivenTwiceOrWasMetBeforeIsFollowedOnce() {
    walk.search(chains, query, new int[] {0, 0, 2}, 3, WIDTH, 16 * WIDTH, NOTHING_FARTHER);
    assertThat(walk.beam().size()).isEqualTo(CHAIN);
  }

  @Test
  void aStartFartherThanTheStopAllowsIsNotFollowed() {
    var near = new EarlyTermination(0, Margin.NONE, Margin.ANY, Margin.NONE, null);
    walk.search(chains, query, new int[] {0, 5}, 2, WIDTH, 16 * WIDTH, near);
    assertThat(walk.beam().size()).isEqualTo(CHAIN);
  }

  @Test
  void noMoreIsEstimatedThanTheCollectorAllows() {
    var two = new TopKnnCollector(1, 2);
    var termination = new EarlyTermination(0, Margin.NONE, Margin.ANY, Margin.ANY, two);
    walk.search(chains, query, new int[] {0, 5}, 2, WIDTH, 16 * WIDTH, termination);
    assertThat(walk.beam().size()).isEqualTo(3);
    assertThat(two.visitedCount()).isEqualTo(2);
  }

  @Test
  void withAFilterOnlyAcceptedNodesAreInTheBeam() {
    var accepted = new FixedBitSet(FAR.length);
    accepted.set(3);
    accepted.set(8);
    search(new int[] {0, 5}, accepted);
    assertThat(walk.beam().size()).isEqualTo(2);
    assertThat(walk.beam().node(0)).isEqualTo(8);
    search(new int[] {0, 5}, new Bits.MatchNoBits(FAR.length));
    assertThat(walk.beam().size()).isZero();
    search(new int[] {9}, new Bits.MatchAllBits(FAR.length));
    assertThat(walk.beam().node(0)).isEqualTo(9);
  }

  private void search(int[] starts, Bits accepted) {
    walk.search(chains, query, starts, starts.length, WIDTH, 16 * WIDTH, accepted, NOTHING_FARTHER);
  }

  /** A point so far away. */
  private float[] beside(float[] point, float distance) {
    float[] v = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      v[j] = (float) random.nextGaussian();
    }
    double norm = Space.norm(v);
    for (int j = 0; j < DIMENSION; j++) {
      v[j] = point[j] + (float) (distance * v[j] / norm);
    }
    return v;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Each node's neighbours are those beside it in its chain. */
  private static final class Chains implements Links {
    @Override
    public int size() {
      return FAR.length;
    }

    @Override
    public int maxDegree() {
      return 2;
    }

    @Override
    public int read(int node, int[] into) {
      int n = 0;
      if (node % CHAIN > 0) {
        into[n++] = node - 1;
      }
      if (node % CHAIN < CHAIN - 1) {
        into[n++] = node + 1;
      }
      return n;
    }

    @Override
    public int prefetch(int node) {
      return node;
    }

    @Override
    public boolean isBase() {
      return true;
    }

    @Override
    public int ordinal(int node) {
      return node;
    }

    @Override
    public int below(int node) {
      throw new UnsupportedOperationException("this is the base layer");
    }
  }
}
