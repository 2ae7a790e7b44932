package io.niteru.core.codec;

import io.niteru.core.quant.Quantizer;
import io.niteru.core.quant.Space;
import io.niteru.core.search.Calibration;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.store.DataOutput;

/**
 * What the meta file says of one field.
 *
 * @param field number of the field
 * @param size number of vectors
 * @param maxNorm of the {@link Space} of the codes
 * @param centre what codes are offsets from, in that space
 * @param bits where the first rung is
 * @param nibbles where the second rung is
 * @param order where the ordinals of the nodes and the nodes of the ordinals are; empty if they are
 *     the same
 * @param m M of the graph
 * @param entry where walks enter the last layer
 * @param layers layers of the graph, the base first; none if there is no graph
 * @param calibration what is known of the graph's recall
 */
record FieldMeta(
    int field,
    int size,
    double maxNorm,
    float[] centre,
    Region bits,
    Region nibbles,
    Region order,
    int m,
    int entry,
    List<LayerMeta> layers,
    Calibration calibration) {

  /**
   * One layer of a graph.
   *
   * @param size number of nodes
   * @param maxDegree length of the longest list
   * @param rows where the lists are
   * @param table where the positions of the lists are and, above the base, what the nodes stand for
   */
  record LayerMeta(int size, int maxDegree, Region rows, Region table) {}

  /** A field that has codes and no graph. */
  static FieldMeta ofCodes(
      int field, int size, double maxNorm, float[] centre, Region bits, Region nibbles) {
    return new FieldMeta(
        field,
        size,
        maxNorm,
        centre,
        bits,
        nibbles,
        Region.EMPTY,
        0,
        0,
        List.of(),
        Calibration.NONE);
  }

  FieldMeta withGraph(
      Region order, int m, int entry, List<LayerMeta> layers, Calibration calibration) {
    return new FieldMeta(
        field, size, maxNorm, centre, bits, nibbles, order, m, entry, layers, calibration);
  }

  /** Bytes of the graph. */
  long graphBytes() {
    return order.length()
        + layers.stream().mapToLong(l -> l.rows().length() + l.table().length()).sum();
  }

  Space space(FieldInfo info) {
    return Space.of(info, maxNorm);
  }

  Quantizer quantizer(FieldInfo info) {
    return new Quantizer(space(info), centre);
  }

  /** Writes what {@link FieldMetaReader} reads, and before it the number of the field. */
  void write(DataOutput out) throws IOException {
    out.writeInt(field);
    out.writeInt(size);
    out.writeLong(Double.doubleToLongBits(maxNorm));
    out.writeInt(centre.length);
    for (float x : centre) {
      out.writeInt(Float.floatToIntBits(x));
    }
    write(out, bits);
    write(out, nibbles);
    write(out, order);
    out.writeInt(m);
    out.writeInt(entry);
    out.writeInt(layers.size());
    for (LayerMeta layer : layers) {
      out.writeInt(layer.size());
      out.writeInt(layer.maxDegree());
      write(out, layer.rows());
      write(out, layer.table());
    }
    out.writeInt(calibration.curves().size());
    for (Calibration.Curve curve : calibration.curves()) {
      out.writeInt(curve.k());
      out.writeInt(curve.firstWidth());
      out.writeInt(curve.recalls().length);
      for (float recall : curve.recalls()) {
        out.writeInt(Float.floatToIntBits(recall));
      }
    }
  }

  private static void write(DataOutput out, Region region) throws IOException {
    out.writeLong(region.offset());
    out.writeLong(region.length());
  }
}
