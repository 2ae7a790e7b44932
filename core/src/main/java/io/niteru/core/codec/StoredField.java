package io.niteru.core.codec;

import io.niteru.core.graph.Graph;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Quantizer;
import java.io.IOException;
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
        meta, quantizer, codes(meta, quantizer, bits, nibbles), graph(meta, graph), vectors);
  }

  static Codes codes(FieldMeta meta, Quantizer quantizer, IndexInput bits, IndexInput nibbles)
      throws IOException {
    return new Codes(
        quantizer.layout(), meta.size(), meta.bits().in(bits), meta.nibbles().in(nibbles));
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
