package io.niteru.plugin.source;

import java.io.IOException;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * The bytes of a {@code _source} from which the mapping excludes vectors:
 *
 * <ul>
 *   <li>Marker: byte 0, with which no JSON text starts
 *   <li>Kind: byte {@value #KIND}, which no version of {@link MaskedSource} has
 *   <li>Length: VInt
 *   <li>Seen: so many bytes, what the mapping leaves; masked or plain
 *   <li>Whole: the rest, the same with the excluded vectors, for who writes the document again;
 *       masked
 * </ul>
 */
final class SourcePair {
  private static final byte MARKER = 0;
  private static final byte KIND = 127;

  private SourcePair() {}

  static BytesRef of(BytesRef seen, BytesRef whole) throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    out.writeByte(MARKER);
    out.writeByte(KIND);
    out.writeVInt(seen.length);
    out.writeBytes(seen.bytes, seen.offset, seen.length);
    out.writeBytes(whole.bytes, whole.offset, whole.length);
    return new BytesRef(out.toArrayCopy());
  }

  static boolean isPair(byte[] bytes, int offset, int length) {
    return length >= 2 && bytes[offset] == MARKER && bytes[offset + 1] == KIND;
  }

  /** One of the two. */
  static byte[] take(byte[] pair, boolean whole) {
    ByteArrayDataInput in = new ByteArrayDataInput(pair);
    in.skipBytes(2);
    int seen = in.readVInt();
    if (whole) {
      in.skipBytes(seen);
    }
    byte[] taken = new byte[whole ? pair.length - in.getPosition() : seen];
    in.readBytes(taken, 0, taken.length);
    return taken;
  }
}
