package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Also run where Java may not call the system: there merges work, and are not lowered. */
class MergePriorityTest {
  @BeforeEach
  void needsLinux() {
    NicenessTest.assumeLinux();
  }

  @Test
  void threadsOfMergesGiveWayToOthers() throws IOException {
    AtomicInteger nice = new AtomicInteger();
    int own = NicenessTest.nice();

    merge(
        new IndexWriterConfig()
            .setMergeScheduler(
                new ConcurrentMergeScheduler() {
                  @Override
                  protected void doMerge(MergeSource source, MergePolicy.OneMerge merge)
                      throws IOException {
                    super.doMerge(source, merge);
                    nice.set(NicenessTest.nice());
                  }
                }));

    boolean allowed = getClass().getModule().isNativeAccessEnabled();
    assertThat(nice).hasValue(allowed ? Math.max(10, own) : own);
    assertThat(NicenessTest.nice()).isEqualTo(own);
  }

  @Test
  void aThreadThatMergesAmongOtherThingsKeepsItsPriority() throws IOException {
    int own = NicenessTest.nice();

    merge(new IndexWriterConfig().setMergeScheduler(new SerialMergeScheduler()));

    assertThat(NicenessTest.nice()).isEqualTo(own);
  }

  private static void merge(IndexWriterConfig config) throws IOException {
    try (var directory = new ByteBuffersDirectory();
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN, config)) {
      index.addAll(TestIndex.clustered(300, 8, 3, 1), 3).merge();
    }
  }
}
