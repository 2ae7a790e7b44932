package io.niteru.core.codec;

import io.niteru.core.codec.FieldMeta.LayerMeta;
import io.niteru.core.quant.CodeLayout;
import io.niteru.core.quant.Space;
import io.niteru.core.search.Calibration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.store.IndexInput;

/**
 * Reads what {@link FieldMeta#write} wrote behind the field's number, and believes nothing that
 * does not agree with the rest: what it says is how much memory is read later, without a check. For
 * one thread.
 */
final class FieldMetaReader {
  private static final int MOST_LAYERS = 32;
  private static final int MOST_CURVES = 64;
  private static final int MOST_WIDTHS = 32;
  private static final int ROW_UNIT = 1 << StoredLayer.ROW_UNIT_SHIFT;

  private final IndexInput in;
  private final FieldInfo info;

  /** A reader of one field. */
  FieldMetaReader(IndexInput in, FieldInfo info) {
    this.in = in;
    this.info = info;
  }

  /**
   * Reads.
   *
   * @throws CorruptIndexException if something cannot be true
   */
  FieldMeta read() throws IOException {
    int size = in.readInt();
    double maxNorm = Double.longBitsToDouble(in.readLong());
    check(size >= 0, "number of vectors", size);
    check(maxNorm >= 0 && maxNorm < Double.POSITIVE_INFINITY, "largest norm", maxNorm);
    Space space = Space.of(info, maxNorm);
    float[] centre = centre(space);
    var layout = new CodeLayout(space.codedDimension());
    Region bits = region("first rung", (long) size * layout.bitStride());
    int slack = size == 0 ? 0 : CodeLayout.SLACK;
    Region nibbles = region("second rung", (long) size * layout.nibbleStride() + slack);
    Region order = region();
    int m = in.readInt();
    int entry = in.readInt();
    List<LayerMeta> layers = layers(size);
    boolean graph = !layers.isEmpty();
    check(order.length() == (graph ? 8L * size : 0), "length of the order", order.length());
    check(graph ? m >= 2 && m <= 512 : m == 0, "M", m);
    check(entry >= 0 && entry < (graph ? layers.getLast().size() : 1), "entry", entry);
    return new FieldMeta(
        info.number,
        size,
        maxNorm,
        centre,
        bits,
        nibbles,
        order,
        m,
        entry,
        layers,
        calibration());
  }

  private float[] centre(Space space) throws IOException {
    int dimension = in.readInt();
    check(dimension == space.mappedDimension(), "dimension of the centre", dimension);
    float[] centre = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      centre[i] = Float.intBitsToFloat(in.readInt());
      check(Float.isFinite(centre[i]), "centre", centre[i]);
    }
    return centre;
  }

  private List<LayerMeta> layers(int size) throws IOException {
    int count = in.readInt();
    check(count >= 0 && count <= MOST_LAYERS, "number of layers", count);
    List<LayerMeta> layers = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      int nodes = in.readInt();
      int most = l == 0 ? size : layers.getLast().size();
      check(nodes > 0 && nodes <= most && (l > 0 || nodes == size), "nodes of a layer", nodes);
      int maxDegree = in.readInt();
      Region rows = region();
      check(rows.length() % ROW_UNIT == 0, "length of the lists", rows.length());
      check(rows.length() / ROW_UNIT >= nodes, "length of the lists", rows.length());
      boolean fits = maxDegree >= 0 && 4L * maxDegree < rows.length();
      check(fits, "longest list", maxDegree);
      layers.add(new LayerMeta(nodes, maxDegree, rows, region("table", nodes * (l == 0 ? 4L : 12))));
    }
    return layers;
  }

  private Calibration calibration() throws IOException {
    List<Calibration.Curve> curves = new ArrayList<>();
    int count = in.readInt();
    check(count >= 0 && count <= MOST_CURVES, "number of curves", count);
    for (int c = 0; c < count; c++) {
      int k = in.readInt();
      int firstWidth = in.readInt();
      check(k > (c == 0 ? 0 : curves.getLast().k()), "k of a curve", k);
      check(firstWidth >= k, "first beam of a curve", firstWidth);
      int widths = in.readInt();
      check(widths > 0 && widths <= MOST_WIDTHS, "length of a curve", widths);
      float[] recalls = new float[widths];
      for (int i = 0; i < widths; i++) {
        recalls[i] = Float.intBitsToFloat(in.readInt());
        check(recalls[i] >= 0 && recalls[i] <= 1, "recall", recalls[i]);
      }
      curves.add(new Calibration.Curve(k, firstWidth, recalls));
    }
    return curves.isEmpty() ? Calibration.NONE : new Calibration(curves);
  }

  private Region region(String name, long length) throws IOException {
    Region region = region();
    check(region.length() == length, "length of the " + name, region.length());
    return region;
  }

  /** Where it ends is compared with the length of its file when that is read. */
  private Region region() throws IOException {
    var region = new Region(in.readLong(), in.readLong());
    check(region.offset() % CodeLayout.LINE == 0, "offset", region.offset());
    return region;
  }

  private void check(boolean sound, String what, Number found) throws CorruptIndexException {
    if (!sound) {
      throw new CorruptIndexException(
          "field " + info.name + " cannot have this " + what + ": " + found, in);
    }
  }
}
