package io.niteru.plugin.codec;

import io.niteru.plugin.metrics.Counters;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** A format whose writing is counted. */
final class CountedVectorsFormat extends KnnVectorsFormat {
  private final KnnVectorsFormat format;
  private final Counters counters;

  CountedVectorsFormat(KnnVectorsFormat format, Counters counters) {
    super(format.getName());
    this.format = format;
    this.counters = counters;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return new CountedVectorsWriter(format.fieldsWriter(state), counters);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return format.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return format.getMaxDimensions(field);
  }
}
