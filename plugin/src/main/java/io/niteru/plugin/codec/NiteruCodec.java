package io.niteru.plugin.codec;

import io.niteru.plugin.source.MaskedSourceFormat;
import io.niteru.plugin.source.OpenSegments;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.opensearch.index.mapper.MapperService;

/**
 * Lucene's codec with Niteru's vectors, and {@code _source} without them. It has a name of its own,
 * by which readers find it.
 */
public final class NiteruCodec extends FilterCodec {
  /** The name segments are marked with. */
  public static final String NAME = "Niteru104";

  private final KnnVectorsFormat vectors;
  private final StoredFieldsFormat stored;

  /** For readers, through SPI: what else a segment was written with is recorded in it. */
  public NiteruCodec() {
    this(new Lucene104Codec(), null);
  }

  /**
   * For writers.
   *
   * @param delegate writes everything but vectors; segments must be readable by {@link
   *     Lucene104Codec}
   * @param mappings where the fields of vectors are looked up
   */
  NiteruCodec(Codec delegate, MapperService mappings) {
    super(NAME, delegate);
    OpenSegments segments = new OpenSegments();
    this.vectors = new FieldVectorsFormat(mappings, segments);
    this.stored = new MaskedSourceFormat(delegate.storedFieldsFormat(), segments);
  }

  @Override
  public StoredFieldsFormat storedFieldsFormat() {
    return stored;
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return vectors;
  }
}
