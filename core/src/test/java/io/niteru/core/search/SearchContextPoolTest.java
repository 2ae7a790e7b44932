package io.niteru.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.quant.CodeLayout;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Encoder;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.quant.Quantizer;
import io.niteru.core.quant.Space;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.junit.jupiter.api.Test;

class SearchContextPoolTest {
  private static final int COUNT = 20_000;
  private static final int DIMENSION = 8;

  private final SplittableRandom random = new SplittableRandom(1);
  private final float[][] vectors =
      Stream.generate(this::vector).limit(COUNT).toArray(float[][]::new);
  private final Quantizer quantizer =
      new Quantizer(
          new Space(VectorSimilarityFunction.EUCLIDEAN, DIMENSION, Math.sqrt(DIMENSION)),
          new float[DIMENSION]);
  private final Codes codes = codes();
  private final SearchContextPool pool =
      new SearchContextPool(() -> new SearchContext(quantizer, codes));

  @Test
  void whatOneSearchNeededServesTheNext() throws Exception {
    SearchContext first = pool.take();
    search(first, 10);
    pool.give(first);
    assertThat(pool.take()).isSameAs(first);
    assertThat(pool.idle()).isZero();
    assertThat(pool.take()).isNotSameAs(first);
  }

  @Test
  void noMoreAreKeptThanThereAreProcessorsHoweverManySearchesRanAtOnce() {
    int processors = Runtime.getRuntime().availableProcessors();
    List<SearchContext> all = Stream.generate(pool::take).limit(3L * processors).toList();
    all.forEach(pool::give);
    assertThat(pool.idle()).isEqualTo(processors);
    List<SearchContext> again = new ArrayList<>();
    for (int i = 0; i <= processors; i++) {
      again.add(pool.take());
    }
    assertThat(again).doesNotHaveDuplicates();
    assertThat(all).containsAll(again.subList(0, processors)).doesNotContain(again.getLast());
  }

  @Test
  void whatAHugeSearchMadeLargeIsNotKept() throws Exception {
    SearchContext context = pool.take();
    search(context, 10_000);
    assertThat(context.grown()).isGreaterThan(SearchContextPool.LARGEST);
    pool.give(context);
    assertThat(pool.idle()).isZero();
  }

  @Test
  void whatMemoryWasShortForIsMadeAnew() {
    SearchContext context = pool.take();
    pool.give(context);
    context.reference.clear();
    assertThat(pool.take()).isNotSameAs(context);
    assertThat(pool.idle()).isZero();
  }

  private void search(SearchContext context, int k) throws IOException {
    float[] target = vector();
    context.seek(target);
    var collector = new TopKnnCollector(k, Integer.MAX_VALUE);
    context.scan(new AcceptedNodes(codes, null, null), collector, SearchTuning.DEFAULT);
    context.collect(exact(target), collector);
    assertThat(collector.topDocs().scoreDocs).hasSize(k);
  }

  private RandomVectorScorer exact(float[] target) {
    var values = FloatVectorValues.fromFloats(Arrays.asList(vectors), DIMENSION);
    return new RandomVectorScorer.AbstractRandomVectorScorer(values) {
      @Override
      public float score(int ordinal) {
        return VectorSimilarityFunction.EUCLIDEAN.compare(target, vectors[ordinal]);
      }
    };
  }

  private Codes codes() {
    CodeLayout layout = quantizer.layout();
    ByteBuffer bits = buffer(layout.bitStride() * COUNT);
    ByteBuffer nibbles = buffer(layout.nibbleStride() * COUNT + CodeLayout.SLACK);
    var encoder = new Encoder(quantizer);
    for (float[] vector : vectors) {
      encoder.encode(vector, bits, nibbles);
    }
    return new Codes(
        layout,
        COUNT,
        MemorySegment.ofArray(bits.array()),
        MemorySegment.ofArray(nibbles.array()),
        NodeOrder.IDENTITY);
  }

  private float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextDouble();
    }
    return vector;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
