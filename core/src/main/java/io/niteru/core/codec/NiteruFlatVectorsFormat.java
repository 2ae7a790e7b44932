package io.niteru.core.codec;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Vectors of up to {@value NiteruVectorsFormat#MAX_DIMENSIONS} dimensions without codes or a graph,
 * for queries that compare with all of them, such as {@link io.niteru.core.search.ExactKnnQuery}.
 * Files are those of {@link org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat}, whose
 * readers answer searches for the nearest with nothing. Safe for all threads.
 */
public final class NiteruFlatVectorsFormat extends KnnVectorsFormat {
  /** The name segments are marked with; readers find this class by it. */
  public static final String NAME = "NiteruFlat";

  /** The format; also for readers, through SPI. */
  public NiteruFlatVectorsFormat() {
    super(NAME);
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return NiteruVectorsFormat.FLAT.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return NiteruVectorsFormat.FLAT.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String fieldName) {
    return NiteruVectorsFormat.MAX_DIMENSIONS;
  }
}
