package io.niteru.core.codec;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.tests.index.BaseKnnVectorsFormatTestCase;
import org.apache.lucene.tests.util.TestUtil;

/**
 * Lucene's own tests of vector formats, float and byte. Maven runs them with the seed in {@code
 * core/pom.xml} or that of {@code -Dtests.seed=}; a failure prints it.
 */
abstract class Conformance extends BaseKnnVectorsFormatTestCase {
  private final Codec codec;

  Conformance(int minGraphSize) {
    codec =
        TestUtil.alwaysKnnVectorsFormat(
            new NiteruVectorsFormat(new GraphSettings(16, 100, minGraphSize), 2, Workers.POOL));
  }

  @Override
  protected Codec getCodec() {
    return codec;
  }

  /** Codes are no vectors: without the raw ones there is nothing to fall back to. */
  @Override
  protected boolean supportsFloatVectorFallback() {
    return false;
  }
}
