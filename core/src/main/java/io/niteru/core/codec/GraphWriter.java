package io.niteru.core.codec;

import io.niteru.core.graph.Graph;
import io.niteru.core.graph.Links;
import io.niteru.core.quant.NodeOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.IndexOutput;

/** Writes graphs, in the form {@link NiteruVectorsFormat} specifies. For one thread. */
final class GraphWriter {
  private static final int UNIT = 1 << StoredLayer.ROW_UNIT_SHIFT;

  private static final long MAX_ROW = 0xFFFFFFFFL;

  private final IndexOutput out;

  GraphWriter(IndexOutput out) {
    this.out = out;
  }

  /** Writes all layers and returns where they are, the base first. */
  List<FieldMeta.LayerMeta> write(Graph graph) throws IOException {
    List<FieldMeta.LayerMeta> metas = new ArrayList<>();
    for (Links layer : graph.layers()) {
      metas.add(write(layer));
    }
    return metas;
  }

  /** Writes the ordinals of the nodes, then the nodes of the ordinals. */
  Region write(NodeOrder order, int size) throws IOException {
    long start = out.alignFilePointer(64);
    for (int node = 0; node < size; node++) {
      out.writeInt(order.ordinal(node));
    }
    for (int ordinal = 0; ordinal < size; ordinal++) {
      out.writeInt(order.node(ordinal));
    }
    return new Region(start, out.getFilePointer() - start);
  }

  private FieldMeta.LayerMeta write(Links layer) throws IOException {
    int[] neighbours = new int[layer.maxDegree()];
    int longest = 0;
    long rows = out.alignFilePointer(64);
    for (int node = 0; node < layer.size(); node++) {
      int n = layer.read(node, neighbours);
      longest = Math.max(longest, n);
      out.writeInt(n);
      for (int i = 0; i < n; i++) {
        out.writeInt(neighbours[i]);
      }
      out.alignFilePointer(UNIT);
    }
    long rowBytes = out.getFilePointer() - rows;
    long table = out.alignFilePointer(64);
    long row = 0;
    for (int node = 0; node < layer.size(); node++) {
      if (row > MAX_ROW) {
        throw new IllegalStateException("a graph of " + layer.size() + " nodes is too large");
      }
      out.writeInt((int) row);
      row += (4L * (1 + layer.read(node, neighbours)) + UNIT - 1) / UNIT;
    }
    if (!layer.isBase()) {
      for (int node = 0; node < layer.size(); node++) {
        out.writeInt(layer.ordinal(node));
      }
      for (int node = 0; node < layer.size(); node++) {
        out.writeInt(layer.below(node));
      }
    }
    long tableBytes = out.getFilePointer() - table;
    return new FieldMeta.LayerMeta(
        layer.size(), longest, new Region(rows, rowBytes), new Region(table, tableBytes));
  }
}
