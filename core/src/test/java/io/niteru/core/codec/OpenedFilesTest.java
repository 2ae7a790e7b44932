package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.junit.jupiter.api.Test;

class OpenedFilesTest {
  private static final float[][] VECTORS = TestIndex.clustered(2_000, 64, 20, 1);

  @Test
  void onlyRawVectorsAreOpenedAsWhatNeedNotStayInMemory() throws Exception {
    Set<String> random = new HashSet<>();
    try (Directory directory = recordingRandomAccess(random);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(VECTORS, 2).merge();
      index.reader().close();
    }
    assertThat(random).contains("vec").doesNotContain("nv1", "nv4", "nvg");
  }

  private static Directory recordingRandomAccess(Set<String> extensions) {
    return new FilterDirectory(new ByteBuffersDirectory()) {
      @Override
      public IndexInput openInput(String name, IOContext context) throws IOException {
        if (context.hints().contains(DataAccessHint.RANDOM)) {
          extensions.add(IndexFileNames.getExtension(name));
        }
        return super.openInput(name, context);
      }
    };
  }
}
