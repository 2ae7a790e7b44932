package io.niteru.bench.peers;

import io.niteru.bench.data.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * A vectors format used through plain Lucene: {@code IndexWriter}, one merge into one segment,
 * {@code IndexSearcher}.
 *
 * @param description what it is and how it is set
 * @param format makes the format to write with
 * @param query makes the query of one search
 * @param reranks whether the query's hits are scored again from the raw vectors
 */
record LuceneContestant(
    String description, Formats format, Queries query, Settings settings, boolean reranks)
    implements Contestant {
  private static final int[] EF = {
    10, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024
  };
  private static final int[] RERANKED = {20, 50, 100, 200};

  /** Makes the format to write an index of so many rows with. */
  @FunctionalInterface
  interface Formats {
    KnnVectorsFormat of(Settings settings, int rows, LuceneWriter writer);
  }

  /** Makes the query of one search for the {@code ef} nearest, of which {@code k} are wanted. */
  @FunctionalInterface
  interface Queries {
    Query of(String field, float[] target, int k, int ef, Query filter);
  }

  @Override
  public List<BeamWidth> beams(int k) {
    List<BeamWidth> beams = new ArrayList<>();
    for (int ef : EF) {
      if (ef < k) {
        continue;
      }
      if (!reranks) {
        beams.add(new BeamWidth(ef, 0));
        continue;
      }
      for (int rerank : RERANKED) {
        if (rerank >= k && rerank <= ef) {
          beams.add(new BeamWidth(ef, rerank));
        }
      }
    }
    return beams;
  }

  @Override
  public double build(DataSet data, Path folder) throws IOException {
    long started = System.nanoTime();
    try (LuceneWriter writer = new LuceneWriter(settings.threads());
        Directory directory = FSDirectory.open(folder)) {
      writer.write(data, directory, format.of(settings, data.count(), writer));
    }
    return (System.nanoTime() - started) / 1e9;
  }

  @Override
  public Searcher open(DataSet data, Path folder) throws IOException {
    return new LuceneSearcher(folder, query);
  }
}
