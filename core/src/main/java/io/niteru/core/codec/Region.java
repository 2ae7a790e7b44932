package io.niteru.core.codec;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;

/**
 * A stretch of a file.
 *
 * @param offset first byte
 * @param length number of bytes
 */
record Region(long offset, long length) {
  static final Region EMPTY = new Region(0, 0);

  private static final int COPY_BYTES = 1 << 16;

  /**
   * The stretch as memory: mapped where the directory maps its files in one piece, else copied off
   * the heap.
   *
   * @param in the file; no longer needed for a copy, to be kept open for a mapping
   */
  MemorySegment in(IndexInput in) throws IOException {
    if (offset < 0 || length < 0 || offset > in.length() - length) {
      throw new CorruptIndexException("a region ends behind the file: " + this, in);
    }
    if (in instanceof MemorySegmentAccessInput mapped) {
      MemorySegment segment = mapped.segmentSliceOrNull(offset, length);
      if (segment != null) {
        return segment;
      }
    }
    return copy(in);
  }

  private MemorySegment copy(IndexInput in) throws IOException {
    MemorySegment copy = Arena.ofAuto().allocate(Math.max(1, length), 64);
    byte[] buffer = new byte[(int) Math.min(COPY_BYTES, length)];
    IndexInput source = in.clone();
    source.seek(offset);
    for (long at = 0; at < length; at += buffer.length) {
      int n = (int) Math.min(buffer.length, length - at);
      source.readBytes(buffer, 0, n);
      MemorySegment.copy(buffer, 0, copy, ValueLayout.JAVA_BYTE, at, n);
    }
    return copy;
  }
}
