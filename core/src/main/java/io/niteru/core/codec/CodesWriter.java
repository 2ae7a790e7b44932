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
 * Encodes vectors in batches, each batch by several threads, and writes both rungs. Holds one batch
 * on the heap. For one thread.
 */
final class CodesWriter {
  private static final int BATCH_BYTES = 8 << 20;
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
    /** The next vector, valid until the one after; null at the end. */
    float[] next() throws IOException;
  }

  /** Writes the codes of a field. */
  FieldMeta write(FieldInfo info, Quantizer quantizer, Source source) throws IOException {
    long bitsStart = bits.alignFilePointer(CodeLayout.LINE);
    long nibblesStart = nibbles.alignFilePointer(CodeLayout.LINE);
    var batch = new Batch(quantizer);
    int size = 0;
    while (batch.fill(source)) {
      batch.encode();
      batch.write();
      size += batch.count;
    }
    long bitsLength = bits.getFilePointer() - bitsStart;
    // Kernels read blocks, and so beyond the last code.
    nibbles.writeBytes(new byte[CodeLayout.SLACK], CodeLayout.SLACK);
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
    private final float[][] vectors;
    private final byte[] bitBytes;
    private final byte[] nibbleBytes;
    private int count;

    Batch(Quantizer quantizer) {
      this.quantizer = quantizer;
      this.dimension = quantizer.space().dimension();
      this.bitStride = quantizer.layout().bitStride();
      this.nibbleStride = quantizer.layout().nibbleStride();
      int capacity = Math.clamp(BATCH_BYTES / (4L * dimension), JOB, 4096);
      this.vectors = new float[capacity][];
      this.bitBytes = new byte[capacity * bitStride];
      this.nibbleBytes = new byte[capacity * nibbleStride];
    }

    boolean fill(Source source) throws IOException {
      count = 0;
      while (count < vectors.length) {
        float[] vector = source.next();
        if (vector == null) {
          break;
        }
        if (vectors[count] == null) {
          vectors[count] = new float[dimension];
        }
        System.arraycopy(vector, 0, vectors[count++], 0, dimension);
      }
      return count > 0;
    }

    void encode() throws IOException {
      team.run(
          (count + JOB - 1) / JOB,
          () -> {
            var encoder = new Encoder(quantizer);
            return job -> encode(encoder, job * JOB, Math.min(count, (job + 1) * JOB));
          });
    }

    private void encode(Encoder encoder, int from, int to) {
      ByteBuffer bits = buffer(bitBytes, from * bitStride);
      ByteBuffer nibbles = buffer(nibbleBytes, from * nibbleStride);
      for (int i = from; i < to; i++) {
        encoder.encode(vectors[i], bits, nibbles);
      }
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
