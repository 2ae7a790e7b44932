package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.graph.Graph;
import io.niteru.core.graph.Links;
import io.niteru.core.quant.CodeLayout;
import io.niteru.core.quant.Encoder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.BitSet;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocIdSetIterator;

/** What is true of each field of each segment. */
final class SoundFields {
  private SoundFields() {}

  /** Fails unless a field's codes are those of its vectors and its graph leads to all of them. */
  static void check(StoredField field, int minGraphSize) throws IOException {
    FloatVectorValues vectors = field.vectors().get();
    int size = field.meta().size();
    assertThat(vectors.size()).isEqualTo(size);
    assertThat(field.codes().order().isIdentity()).isEqualTo(field.graph() == null);
    if (size < minGraphSize) {
      assertThat(field.graph()).isNull();
    }
    if (field.graph() != null) {
      checkGraph(field.graph(), size);
    }
    if (size > 1) { // the only one is its own centre, and its code is of nothing
      checkCodes(field, vectors, size);
    }
  }

  private static void checkCodes(StoredField field, FloatVectorValues vectors, int size)
      throws IOException {
    CodeLayout layout = field.quantizer().layout();
    var encoder = new Encoder(field.quantizer());
    ByteBuffer bits = ByteBuffer.allocate(layout.bitStride()).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer nibbles = ByteBuffer.allocate(layout.nibbleStride()).order(ByteOrder.LITTLE_ENDIAN);
    var docs = vectors.iterator();
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      encoder.encode(vectors.vectorValue(docs.index()), bits.clear(), nibbles.clear());
      int node = field.codes().order().node(docs.index());
      assertThat(field.codes().order().ordinal(node)).isEqualTo(docs.index());
      assertThat(differences(field.codes().bits(), node, bits.array(), layout.planeBytes()))
          .as("signs of %d of %d", docs.index(), size)
          .isLessThan(layout.dimension() / 50);
      assertThat(
              differences(field.codes().nibbles(), node, nibbles.array(), 4 * layout.planeBytes()))
          .as("values of %d of %d", docs.index(), size)
          .isLessThan(layout.dimension() / 20);
    }
  }

  /** Bits that differ. Sums, and so what is rounded, depend on what is compiled by then. */
  private static int differences(MemorySegment codes, int node, byte[] expected, int bytes) {
    int bits = 0;
    for (int i = 0; i < bytes; i++) {
      byte there = codes.get(ValueLayout.JAVA_BYTE, (long) node * expected.length + i);
      bits += Integer.bitCount((there ^ expected[i]) & 0xFF);
    }
    return bits;
  }

  private static void checkGraph(Graph graph, int size) {
    assertThat(graph.base().size()).isEqualTo(size);
    int start = graph.entry();
    for (int l = graph.layers().size() - 1; l > 0; l--) {
      start = graph.layers().get(l).below(start);
    }
    Links base = graph.base();
    int[] neighbours = new int[base.maxDegree()];
    var reached = new BitSet();
    var queue = new ArrayDeque<Integer>();
    reached.set(start);
    queue.add(start);
    while (!queue.isEmpty()) {
      int n = base.read(queue.remove(), neighbours);
      for (int i = 0; i < n; i++) {
        assertThat(neighbours[i]).isBetween(0, size - 1);
        if (!reached.get(neighbours[i])) {
          reached.set(neighbours[i]);
          queue.add(neighbours[i]);
        }
      }
    }
    assertThat(reached.cardinality()).isEqualTo(size);
  }
}
