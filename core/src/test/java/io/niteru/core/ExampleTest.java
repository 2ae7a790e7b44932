package io.niteru.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.core.search.KnnQuery;
import java.nio.file.Path;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {
  @TempDir Path folder;

  @Test
  void theExampleOfThePackageWorks() throws Exception {
    float[] vector = {1, 2, 3};
    float[] target = {1, 2, 4};
    var config =
        new IndexWriterConfig()
            .setCodec(
                new Lucene104Codec() {
                  @Override
                  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                    return new NiteruVectorsFormat(16, 100);
                  }
                });
    try (var directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, config)) {
      var document = new Document();
      document.add(new KnnFloatVectorField("v", vector, VectorSimilarityFunction.EUCLIDEAN));
      writer.addDocument(document);
      try (var reader = DirectoryReader.open(writer)) {
        TopDocs nearest = new IndexSearcher(reader).search(new KnnQuery("v", target, 10, 100), 10);
        assertThat(nearest.scoreDocs).hasSize(1);
        assertThat(nearest.scoreDocs[0].score).isEqualTo(0.5f);
      }
    }
  }
}
