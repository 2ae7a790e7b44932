package io.niteru.plugin.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * The bytes of a {@code _source} from which vectors were taken out:
 *
 * <ul>
 *   <li>Marker: byte 0, with which no JSON text starts
 *   <li>Version: byte {@value #VERSION}
 *   <li>Vectors: VInt
 *   <li>for each, in the order of the text: Gap (VInt), the bytes of the rest between the vector
 *       before, or the start, and this one; Distance (VInt), twice how many documents before the
 *       one with the {@code _source} its own comes, which is 0 but for nested ones, and 1 more if
 *       it was sent as base64; Field (String), the field's full path
 *   <li>Rest: the text without the vectors
 * </ul>
 *
 * <p>Distances hold through merges, which keep a document and those nested in it together.
 */
final class MaskedSource {
  private static final byte MARKER = 0;
  private static final byte VERSION = 2;

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private MaskedSource() {}

  /** Looks up the vector of a field in a document of a segment. */
  @FunctionalInterface
  interface Vectors {
    /**
     * The vector, floats or bytes.
     *
     * @throws IOException if the document has none, or it cannot be read
     */
    Object vector(String field, int doc) throws IOException;
  }

  /**
   * A vector to take out.
   *
   * @param text where it stands
   * @param distance how many documents before the one with the source its own comes
   */
  record Hole(VectorText text, int distance) {}

  static boolean isMasked(byte[] bytes, int offset, int length) {
    return length >= 2 && bytes[offset] == MARKER && bytes[offset + 1] == VERSION;
  }

  /**
   * Takes vectors out.
   *
   * @param holes in the order of the text, not overlapping
   */
  static BytesRef mask(BytesRef source, List<Hole> holes) throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    out.writeByte(MARKER);
    out.writeByte(VERSION);
    out.writeVInt(holes.size());
    int from = 0;
    for (Hole hole : holes) {
      out.writeVInt(hole.text().start() - from);
      out.writeVInt(2 * hole.distance() + (hole.text().base64() ? 1 : 0));
      out.writeString(hole.text().field());
      from = hole.text().end();
    }
    from = 0;
    for (Hole hole : holes) {
      out.writeBytes(source.bytes, source.offset + from, hole.text().start() - from);
      from = hole.text().end();
    }
    out.writeBytes(source.bytes, source.offset + from, source.length - from);
    return new BytesRef(out.toArrayCopy());
  }

  /**
   * Puts vectors back.
   *
   * @param doc the segment's number of the document with the source
   * @param wanted fields whose vectors the caller looks at; others become {@code null}
   */
  static byte[] restore(byte[] masked, int doc, Vectors vectors, WantedFields wanted)
      throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(masked);
    in.skipBytes(2);
    int count = in.readVInt();
    int[] gaps = new int[count];
    int[] distances = new int[count];
    boolean[] base64 = new boolean[count];
    String[] fields = new String[count];
    for (int i = 0; i < count; i++) {
      gaps[i] = in.readVInt();
      int distance = in.readVInt();
      distances[i] = distance >>> 1;
      base64[i] = (distance & 1) == 1;
      fields[i] = in.readString();
    }
    int at = in.getPosition();
    ByteArrayOutputStream out = new ByteArrayOutputStream(masked.length);
    for (int i = 0; i < count; i++) {
      out.write(masked, at, gaps[i]);
      at += gaps[i];
      if (wanted.contains(fields[i], distances[i] > 0)) {
        VectorPrinter.print(vectors.vector(fields[i], doc - distances[i]), base64[i], out);
      } else {
        out.writeBytes(NULL);
      }
    }
    out.write(masked, at, masked.length - at);
    return out.toByteArray();
  }
}
