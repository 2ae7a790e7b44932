package io.niteru.plugin.damage;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.BufferedChecksumIndexInput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/** A file that is read bit by bit and compared with its checksum. For one thread at a time. */
final class CheckedFile implements Closeable {
  private static final int CHUNK = 1 << 16;

  private final IndexInput in;
  private final BufferedChecksumIndexInput summed;
  private final byte[] chunk = new byte[CHUNK];

  /** Opens the file. */
  CheckedFile(Directory directory, String name) throws IOException {
    this.in = directory.openInput(name, IOContext.DEFAULT);
    this.summed = new BufferedChecksumIndexInput(in);
  }

  /**
   * Reads on.
   *
   * @param bytes to read at most
   * @return how many were read; less than asked for at the end of the file
   * @throws org.apache.lucene.index.CorruptIndexException if it is not what was written
   */
  long read(long bytes) throws IOException {
    long end = in.length() - CodecUtil.footerLength();
    long read = 0;
    while (read < bytes && summed.getFilePointer() < end) {
      long left = Math.min(bytes - read, end - summed.getFilePointer());
      int count = (int) Math.min(CHUNK, left);
      summed.readBytes(chunk, 0, count);
      read += count;
    }
    if (read < bytes) {
      CodecUtil.checkFooter(summed);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    summed.close();
  }
}
