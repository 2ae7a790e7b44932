package io.niteru.core.codec;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Vectors of up to {@value #MAX_DIMENSIONS} dimensions. The files are those of {@link
 * Lucene99HnswVectorsFormat}, which by itself refuses more than 1,024.
 */
public final class NiteruVectorsFormat extends KnnVectorsFormat {
  /** The name segments are marked with; readers find this class by it. */
  public static final String NAME = "Niteru";

  /** The largest number of dimensions of a vector. */
  public static final int MAX_DIMENSIONS = 16_000;

  /** {@code M} of a reader, which needs none: the files carry their own. */
  public static final int DEFAULT_M = 16;

  /** {@code efConstruction} of a reader, which needs none. */
  public static final int DEFAULT_EF_CONSTRUCTION = 100;

  private final KnnVectorsFormat delegate;

  /** For readers, through SPI. */
  public NiteruVectorsFormat() {
    this(DEFAULT_M, DEFAULT_EF_CONSTRUCTION);
  }

  /**
   * A format that writes graphs.
   *
   * @param m neighbours a node keeps on the upper layers; twice as many on the lowest; 2 to 512
   * @param efConstruction candidates looked at for a new node's neighbours; 2 to 3,200
   */
  public NiteruVectorsFormat(int m, int efConstruction) {
    super(NAME);
    delegate = new Lucene99HnswVectorsFormat(m, efConstruction);
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return delegate.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return delegate.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String fieldName) {
    return MAX_DIMENSIONS;
  }
}
