package io.niteru.plugin.codec;

import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.plugin.source.MaskedSourceFormat;
import io.niteru.plugin.source.OpenSegments;
import java.util.function.Function;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;

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
    this(new Lucene104Codec(), _ -> new NiteruVectorsFormat());
  }

  /**
   * For writers.
   *
   * @param delegate writes everything but vectors; segments must be readable by {@link
   *     Lucene104Codec}
   * @param formats the format of a field of vectors, by its name
   */
  NiteruCodec(Codec delegate, Function<String, KnnVectorsFormat> formats) {
    super(NAME, delegate);
    OpenSegments segments = new OpenSegments();
    this.vectors = new FieldVectorsFormat(formats, segments);
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
