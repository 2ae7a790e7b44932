package io.niteru.plugin.source;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.codecs.StoredFieldsWriter;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.IOUtils;

/**
 * Stored fields whose {@code _source} may be masked. The files are those of another format, with
 * masked sources (see {@code MaskedSource}) in them; reading gives them back whole, merging copies
 * them as they are.
 */
public final class MaskedSourceFormat extends StoredFieldsFormat {
  private final StoredFieldsFormat in;
  private final KnnVectorsFormat vectors;

  /**
   * @param in reads and writes the files
   * @param vectors reads the vectors of the same segments
   */
  public MaskedSourceFormat(StoredFieldsFormat in, KnnVectorsFormat vectors) {
    this.in = in;
    this.vectors = vectors;
  }

  @Override
  public StoredFieldsReader fieldsReader(
      Directory directory, SegmentInfo segment, FieldInfos fields, IOContext context)
      throws IOException {
    StoredFieldsReader stored = in.fieldsReader(directory, segment, fields, context);
    if (!fields.hasVectorValues()) {
      return stored;
    }
    // Opened now, not when first needed: by then a merge may have removed the files' names.
    KnnVectorsReader reader = null;
    try {
      reader = vectors.fieldsReader(new SegmentReadState(directory, segment, fields, context));
      return new MaskedSourceReader(stored, new SegmentVectors(reader, segment.name));
    } finally {
      if (reader == null) {
        IOUtils.closeWhileHandlingException(stored);
      }
    }
  }

  @Override
  public StoredFieldsWriter fieldsWriter(
      Directory directory, SegmentInfo segment, IOContext context) throws IOException {
    return new MaskedSourceWriter(in.fieldsWriter(directory, segment, context));
  }
}
