package io.niteru.core.codec;

import io.niteru.core.graph.Graph;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.quant.Quantizer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.IndexInput;

/**
 * One field of a segment, as it is in the files. Immutable; safe for all threads while the reader
 * is open.
 *
 * @param meta what the meta file says
 * @param quantizer what the codes have in common
 * @param codes the codes
 * @param graph the graph over them, or null
 * @param vectors opens the raw vectors, for one thread
 */
record StoredField(
    FieldMeta meta, Quantizer quantizer, Codes codes, Graph graph, VectorsSupplier vectors) {

  /** Opens raw vectors. */
  @FunctionalInterface
  interface VectorsSupplier {
    FloatVectorValues get() throws IOException;
  }

  static StoredField open(
      FieldMeta meta,
      FieldInfo info,
      IndexInput bits,
      IndexInput nibbles,
      IndexInput graph,
      VectorsSupplier vectors)
      throws IOException {
    Quantizer quantizer = meta.quantizer(info);
    return new StoredField(
        meta,
        quantizer,
        codes(meta, quantizer, bits, nibbles, order(meta, graph)),
        graph(meta, graph),
        vectors);
  }

  static Codes codes(
      FieldMeta meta, Quantizer quantizer, IndexInput bits, IndexInput nibbles, NodeOrder order)
      throws IOException {
    return new Codes(
        quantizer.layout(), meta.size(), meta.bits().in(bits), meta.nibbles().in(nibbles), order);
  }

  private static NodeOrder order(FieldMeta meta, IndexInput in) throws IOException {
    if (meta.order().length() == 0) {
      return NodeOrder.IDENTITY;
    }
    MemorySegment both = meta.order().in(in);
    long half = 4L * meta.size();
    return new NodeOrder(both.asSlice(0, half), both.asSlice(half, half));
  }

  private static Graph graph(FieldMeta meta, IndexInput in) throws IOException {
    List<StoredLayer> layers = new ArrayList<>();
    for (FieldMeta.LayerMeta layer : meta.layers()) {
      layers.add(
          new StoredLayer(layer, layer.rows().in(in), layer.table().in(in), layers.isEmpty()));
    }
    return layers.isEmpty() ? null : new Graph(layers, meta.entry());
  }
}
