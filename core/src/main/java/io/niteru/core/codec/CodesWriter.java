package io.niteru.core.codec;

import io.niteru.core.graph.Team;
import io.niteru.core.quant.CodeLayout;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Encoder;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.quant.Quantizer;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.store.IndexOutput;

/**
 * Encodes vectors in batches, each batch by several threads, and writes both rungs. Holds the codes
 * of one batch on the heap. For one thread.
 */
final class CodesWriter {
  private static final int BATCH_BYTES = 4 << 20;
  private static final int JOB = 32;

  private final IndexOutput bits;
  private final IndexOutput nibbles;
  private final Team team;

  CodesWriter(IndexOutput bits, IndexOutput nibbles, Team team) {
    this.bits = bits;
    this.nibbles = nibbles;
    this.team = team;
  }

  /** Vectors in order of their ordinals. */
  interface Source {
    /** The next vector, valid until the one after; null at the end. By one thread at a time. */
    float[] next() throws IOException;
  }

  /** Writes the codes of a field. */
  FieldMeta write(FieldInfo info, Quantizer quantizer, Source source) throws IOException {
    long bitsStart = bits.alignFilePointer(CodeLayout.LINE);
    long nibblesStart = nibbles.alignFilePointer(CodeLayout.LINE);
    var batch = new Batch(quantizer);
    int size = 0;
    do {
      batch.encode(source);
      batch.write();
      size += batch.count;
    } while (batch.isFull());
    long bitsLength = bits.getFilePointer() - bitsStart;
    if (size > 0) { // Kernels read blocks, and so beyond the last code.
      nibbles.writeBytes(new byte[CodeLayout.SLACK], CodeLayout.SLACK);
    }
    long nibblesLength = nibbles.getFilePointer() - nibblesStart;
    return FieldMeta.ofCodes(
        info.number,
        size,
        quantizer.space().maxNorm(),
        quantizer.centrePoint(),
        new Region(bitsStart, bitsLength),
        new Region(nibblesStart, nibblesLength));
  }

  /**
   * Writes codes there are in another order.
   *
   * @param meta of the field; what it says of the regions is replaced
   * @param codes in the order of the vectors
   * @param order the order to write
   */
  FieldMeta copy(FieldMeta meta, Codes codes, NodeOrder order) throws IOException {
    CodeLayout layout = codes.layout();
    Region bitsRegion = copy(codes.bits(), layout.bitStride(), meta.size(), order, bits, 0);
    Region nibblesRegion =
        copy(codes.nibbles(), layout.nibbleStride(), meta.size(), order, nibbles, CodeLayout.SLACK);
    return FieldMeta.ofCodes(
        meta.field(), meta.size(), meta.maxNorm(), meta.centre(), bitsRegion, nibblesRegion);
  }

  private static Region copy(
      MemorySegment from, int stride, int size, NodeOrder order, IndexOutput out, int slack)
      throws IOException {
    long start = out.alignFilePointer(CodeLayout.LINE);
    byte[] code = new byte[stride];
    for (int node = 0; node < size; node++) {
      long at = (long) order.ordinal(node) * stride;
      MemorySegment.copy(from, ValueLayout.JAVA_BYTE, at, code, 0, stride);
      out.writeBytes(code, stride);
    }
    out.writeBytes(new byte[slack], slack);
    return new Region(start, out.getFilePointer() - start);
  }

  private final class Batch {
    private final Quantizer quantizer;
    private final int dimension;
    private final int bitStride;
    private final int nibbleStride;
    private final byte[] bitBytes;
    private final byte[] nibbleBytes;
    private int count;

    Batch(Quantizer quantizer) {
      this.quantizer = quantizer;
      this.dimension = quantizer.space().dimension();
      this.bitStride = quantizer.layout().bitStride();
      this.nibbleStride = quantizer.layout().nibbleStride();
      int capacity = Math.max(1, BATCH_BYTES / (bitStride + nibbleStride) / JOB) * JOB;
      this.bitBytes = new byte[capacity * bitStride];
      this.nibbleBytes = new byte[capacity * nibbleStride];
    }

    /** Encodes the next vectors, as many as there is room for. */
    void encode(Source source) throws IOException {
      count = 0;
      team.run(
          bitBytes.length / (bitStride * JOB),
          () -> {
            var encoder = new Encoder(quantizer);
            float[][] vectors = new float[JOB][dimension];
            return job -> encode(encoder, source, vectors);
          });
    }

    /** Whether there may be more. */
    boolean isFull() {
      return count * bitStride == bitBytes.length;
    }

    private void encode(Encoder encoder, Source source, float[][] vectors) throws IOException {
      int from;
      int n;
      synchronized (this) {
        from = count;
        n = fill(vectors, source);
        count += n;
      }
      ByteBuffer bits = buffer(bitBytes, from * bitStride);
      ByteBuffer nibbles = buffer(nibbleBytes, from * nibbleStride);
      for (int i = 0; i < n; i++) {
        encoder.encode(vectors[i], bits, nibbles);
      }
    }

    /** Copies the next vectors, as another thread goes on with those behind them. */
    private int fill(float[][] vectors, Source source) throws IOException {
      int n = 0;
      float[] vector;
      while (n < JOB && (vector = source.next()) != null) {
        System.arraycopy(vector, 0, vectors[n++], 0, dimension);
      }
      return n;
    }

    private static ByteBuffer buffer(byte[] bytes, int position) {
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(position);
    }

    void write() throws IOException {
      bits.writeBytes(bitBytes, count * bitStride);
      nibbles.writeBytes(nibbleBytes, count * nibbleStride);
    }
  }
}
