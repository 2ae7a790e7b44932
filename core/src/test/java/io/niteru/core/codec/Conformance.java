package io.niteru.core.codec;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.tests.index.BaseKnnVectorsFormatTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.junit.AfterClass;
import org.junit.BeforeClass;

/**
 * Lucene's own tests of vector formats, float and byte. Maven runs them with the seed in {@code
 * core/pom.xml} or that of {@code -Dtests.seed=}; a failure prints it.
 */
public abstract class Conformance extends BaseKnnVectorsFormatTestCase {
  private static ExecutorService workers;

  private final Codec codec;

  Conformance(int minGraphSize) {
    codec =
        TestUtil.alwaysKnnVectorsFormat(
            new NiteruVectorsFormat(
                new GraphSettings(16, 100, minGraphSize), 2, task -> workers.execute(task)));
  }

  /** Lucene's tests look for threads that outlive their class. */
  @BeforeClass
  public static void startWorkers() {
    workers = Executors.newFixedThreadPool(2);
  }

  /** Ends them. */
  @AfterClass
  public static void stopWorkers() throws InterruptedException {
    workers.shutdown();
    assertTrue(workers.awaitTermination(1, TimeUnit.MINUTES));
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
