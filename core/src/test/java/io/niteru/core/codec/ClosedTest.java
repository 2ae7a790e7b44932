package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.niteru.core.search.Radius;
import java.nio.file.Path;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedTest {
  private static final float[][] VECTORS = TestIndex.clustered(300, 10, 5, 1);

  @TempDir Path folder;

  @Test
  void aSearchOfASegmentThatWasClosedSaysSo() throws Exception {
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(VECTORS, 2).merge();
      index.writer.commit();
      DirectoryReader reader = DirectoryReader.open(directory);
      KnnVectorsReader vectors = vectors(reader);
      var all = AcceptDocs.fromLiveDocs(null, 300);
      reader.close();
      for (KnnSearchStrategy strategy : new KnnSearchStrategy[] {null, new Radius(.1f)}) {
        var collector = new TopKnnCollector(5, Integer.MAX_VALUE, strategy);
        assertThatThrownBy(() -> vectors.search("v", VECTORS[0], collector, all))
            .isInstanceOf(AlreadyClosedException.class);
      }
    }
  }

  @Test
  void whatFailsForAnotherReasonIsNotTakenForAClosedSegment() throws Exception {
    var failure = new IllegalStateException("out of order");
    try (Directory directory = new MMapDirectory(folder);
        var index = new TestIndex(directory, VectorSimilarityFunction.EUCLIDEAN)) {
      index.addAll(VECTORS, 2).merge();
      try (DirectoryReader reader = index.reader()) {
        KnnCollector collector =
            new TopKnnCollector(5, Integer.MAX_VALUE) {
              @Override
              public boolean collect(int doc, float score) {
                throw failure;
              }
            };
        var all = AcceptDocs.fromLiveDocs(null, 300);
        assertThatThrownBy(() -> vectors(reader).search("v", VECTORS[0], collector, all))
            .isSameAs(failure);
      }
    }
  }

  private static KnnVectorsReader vectors(DirectoryReader reader) {
    return ((CodecReader) reader.leaves().getFirst().reader()).getVectorReader();
  }
}
