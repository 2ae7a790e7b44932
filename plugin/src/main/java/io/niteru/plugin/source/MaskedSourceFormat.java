package io.niteru.plugin.source;

import java.io.IOException;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.codecs.StoredFieldsWriter;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

/**
 * Stored fields whose {@code _source} may be masked. The files are those of another format, with
 * masked sources (see {@code MaskedSource}) in them; reading gives them back whole, merging copies
 * them as they are.
 */
public final class MaskedSourceFormat extends StoredFieldsFormat {
  private final StoredFieldsFormat in;
  private final OpenSegments segments;

  /**
   * @param in reads and writes the files
   * @param segments is told of the vectors of the same segments
   */
  public MaskedSourceFormat(StoredFieldsFormat in, OpenSegments segments) {
    this.in = in;
    this.segments = segments;
  }

  @Override
  public StoredFieldsReader fieldsReader(
      Directory directory, SegmentInfo segment, FieldInfos fields, IOContext context)
      throws IOException {
    StoredFieldsReader stored = in.fieldsReader(directory, segment, fields, context);
    return fields.hasVectorValues()
        ? new MaskedSourceReader(stored, segments.expect(fields, segment.name))
        : stored;
  }

  @Override
  public StoredFieldsWriter fieldsWriter(
      Directory directory, SegmentInfo segment, IOContext context) throws IOException {
    return new MaskedSourceWriter(in.fieldsWriter(directory, segment, context));
  }
}
