package io.niteru.core.codec;

import java.io.EOFException;
import java.io.IOException;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;

/**
 * One of the files of a segment.
 *
 * @param extension of its name
 * @param codecName in its header
 */
record FileKind(String extension, String codecName) {

  /** Creates the file and writes its header. */
  IndexOutput create(SegmentWriteState state) throws IOException {
    IndexOutput out =
        state.directory.createOutput(
            name(state.segmentInfo.name, state.segmentSuffix), state.context);
    try {
      CodecUtil.writeIndexHeader(
          out,
          codecName,
          NiteruVectorsFormat.VERSION_CURRENT,
          state.segmentInfo.getId(),
          state.segmentSuffix);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, out);
      throw t;
    }
    return out;
  }

  /** Opens the file of a segment and checks header and footer. */
  IndexInput open(SegmentReadState state) throws IOException {
    return open(
        state.directory, state.segmentInfo.name, state.segmentSuffix, state.segmentInfo.getId());
  }

  /** Opens the file of a segment that is being written. */
  IndexInput open(SegmentWriteState state) throws IOException {
    return open(
        state.directory, state.segmentInfo.name, state.segmentSuffix, state.segmentInfo.getId());
  }

  private IndexInput open(Directory directory, String segment, String suffix, byte[] id)
      throws IOException {
    IndexInput in = directory.openInput(name(segment, suffix), NiteruVectorsFormat.HOT);
    try {
      checkHeader(in, id, suffix);
      CodecUtil.retrieveChecksum(in);
    } catch (EOFException e) {
      var cut = new CorruptIndexException("the file is cut short", in, e);
      IOUtils.closeWhileSuppressingExceptions(cut, in);
      throw cut;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, in);
      throw t;
    }
    return in;
  }

  /**
   * Reads and checks the header of a file.
   *
   * @throws IndexFormatTooOldException if it is of a version that is no longer read; says what to do
   */
  void checkHeader(DataInput in, byte[] id, String suffix) throws IOException {
    try {
      CodecUtil.checkIndexHeader(
          in,
          codecName,
          NiteruVectorsFormat.VERSION_START,
          NiteruVectorsFormat.VERSION_CURRENT,
          id,
          suffix);
    } catch (IndexFormatTooOldException e) {
      var tooOld = new IndexFormatTooOldException(in, reason(e.getVersion()));
      tooOld.initCause(e);
      throw tooOld;
    }
  }

  private static String reason(int version) {
    return "its vectors are in version "
        + version
        + " of the format of Niteru, and only "
        + NiteruVectorsFormat.VERSION_START
        + " and later can be searched rightly; index the documents again with this version";
  }

  /** The name of the file of a segment. */
  String name(String segment, String suffix) {
    return IndexFileNames.segmentFileName(segment, suffix, extension);
  }
}
