package io.niteru.bench.peers;

import io.niteru.bench.data.DataSet;
import io.niteru.bench.process.Cost;
import io.niteru.core.codec.GraphSettings;
import io.niteru.core.codec.NiteruVectorsFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * Writes segments of our format, each of successive rows, and merges them into one.
 *
 * @param segments how many
 * @param last rows of the last; 0 for as many as the others have
 */
public record SegmentMerge(DataSet data, Settings settings, int segments, int last) {
  /**
   * What the two steps took.
   *
   * @param segments writing the segments, with their graphs if they have any
   * @param merge merging them, with the graph of all
   */
  public record Steps(Cost segments, Cost merge) {}

  /**
   * Does it once.
   *
   * @param graphs whether the segments have graphs of their own; otherwise the merge builds one
   *     from nothing
   * @param folder gets the merged index
   */
  public Steps run(boolean graphs, Path folder) throws IOException {
    try (LuceneWriter lucene = new LuceneWriter(settings.threads())) {
      KnnVectorsFormat merged = format(1, lucene);
      KnnVectorsFormat parts = graphs ? merged : format(Integer.MAX_VALUE, lucene);
      return run(lucene, merged, parts, folder);
    }
  }

  private Steps run(
      LuceneWriter lucene, KnnVectorsFormat merged, KnnVectorsFormat parts, Path folder)
      throws IOException {
    try (Directory directory = FSDirectory.open(Files.createDirectories(folder));
        IndexWriter writer = lucene.writer(directory, merged)) {
      Cost written =
          Cost.of(() -> {
            for (int i = 0; i < segments; i++) {
              addSegment(i, lucene, parts, writer, folder.resolve("part"));
            }
            writer.commit();
          });
      Cost merge =
          Cost.of(() -> {
            writer.forceMerge(1);
            writer.commit();
          });
      return new Steps(written, merge);
    }
  }

  private KnnVectorsFormat format(int minGraphSize, LuceneWriter lucene) {
    return new NiteruVectorsFormat(
        new GraphSettings(settings.m(), settings.efConstruction(), minGraphSize),
        lucene.threads(),
        lucene.executor());
  }

  private void addSegment(
      int i, LuceneWriter lucene, KnnVectorsFormat format, IndexWriter writer, Path folder)
      throws IOException {
    int from = row(i);
    int to = row(i + 1);
    try (Directory part = FSDirectory.open(folder)) {
      lucene.write(data, from, to, part, format);
      writer.addIndexes(part);
    } finally {
      IOUtils.rm(folder);
    }
  }

  private int row(int segment) {
    int equal = last == 0 ? segments : segments - 1;
    return segment == segments
        ? data.count()
        : (int) ((long) (data.count() - last) * segment / equal);
  }
}
