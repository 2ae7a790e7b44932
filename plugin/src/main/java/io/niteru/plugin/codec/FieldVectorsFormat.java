package io.niteru.plugin.codec;

import io.niteru.plugin.source.OpenSegments;
import java.io.IOException;
import java.util.function.Function;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;

/** Writes each field's vectors in a format of its own, and tells of segments that are opened. */
final class FieldVectorsFormat extends PerFieldKnnVectorsFormat {
  private final Function<String, KnnVectorsFormat> formats;
  private final OpenSegments segments;

  /**
   * @param formats the format to write a field with, by its name
   * @param segments is told of the segments whose vectors are opened
   */
  FieldVectorsFormat(Function<String, KnnVectorsFormat> formats, OpenSegments segments) {
    this.formats = formats;
    this.segments = segments;
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    KnnVectorsReader reader = super.fieldsReader(state);
    segments.opened(state.fieldInfos, reader);
    return reader;
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return formats.apply(field);
  }
}
