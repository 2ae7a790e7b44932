package io.niteru.plugin.codec;

import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.plugin.source.MaskedSourceFormat;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;

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
    this(
        new Lucene104Codec(),
        new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return new NiteruVectorsFormat();
          }
        });
  }

  /**
   * For writers.
   *
   * @param delegate writes everything but vectors; segments must be readable by {@link
   *     Lucene104Codec}
   * @param vectors writes those
   */
  NiteruCodec(Codec delegate, KnnVectorsFormat vectors) {
    super(NAME, delegate);
    this.vectors = vectors;
    this.stored = new MaskedSourceFormat(delegate.storedFieldsFormat(), vectors);
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
