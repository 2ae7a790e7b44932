package io.niteru.core.codec;

import io.niteru.core.codec.RandomFields.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.SoftDeletesRetentionMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is done to an index, all of its vectors are found and no others. The seeds are fixed;
 * {@code -Dniteru.random.seeds=1000} tries so many more.
 */
class RandomMergesTest {
  private static final String SOFT = "soft";
  private static final int STEPS = 24;

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= 6 + Integer.getInteger("niteru.random.seeds", 0); seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everythingIsFoundWhateverHappens(long seed) throws Exception {
    try (Directory directory = new ByteBuffersDirectory()) {
      new Life(directory, new SplittableRandom(seed)).live();
    }
  }

  /** One index, from its beginning to its end. */
  private static final class Life {
    private final Directory directory;
    private final SplittableRandom random;
    private final RandomFields fields;
    private final Sort sort;
    private final boolean soft;
    private int minGraphSize;
    private int smallestMinGraphSize = Integer.MAX_VALUE;
    private int next;

    Life(Directory directory, SplittableRandom random) {
      this.directory = directory;
      this.random = random;
      this.fields = new RandomFields(random);
      int order = random.nextInt(3);
      this.sort = order == 0 ? null : new Sort(new SortField("n", SortField.Type.LONG, order == 1));
      this.soft = random.nextBoolean();
    }

    void live() throws IOException {
      IndexWriter writer = new IndexWriter(directory, config());
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(11)) {
          case 0 -> add(writer, random.nextInt(400));
          case 1, 2 -> update(writer, random.nextInt(next + 1), random.nextInt(60));
          case 3 -> delete(writer, random.nextInt(next + 1), random.nextInt(5));
          case 4 -> delete(writer, random.nextInt(next + 1), random.nextInt(next + 1));
          case 5, 6 -> writer.forceMerge(random.nextInt(1, 4));
          case 7 -> {
            writer.close();
            writer = new IndexWriter(directory, config());
          }
          case 8 -> addIndex(writer, true);
          case 9 -> addIndex(writer, false);
          default -> writer.flush();
        }
        add(writer, random.nextInt(40));
        check(writer);
      }
      writer.forceMerge(1);
      check(writer);
      writer.close();
    }

    private IndexWriterConfig config() {
      int[] sizes = {1, 2, 10, 60, 300};
      minGraphSize = sizes[random.nextInt(sizes.length)];
      smallestMinGraphSize = Math.min(smallestMinGraphSize, minGraphSize);
      return config(
          new NiteruVectorsFormat(new GraphSettings(4, 20, minGraphSize), 2, Workers.POOL));
    }

    private IndexWriterConfig config(KnnVectorsFormat format) {
      var config = new IndexWriterConfig();
      config.setCodec(
          new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
              return format;
            }
          });
      MergePolicy policy =
          switch (random.nextInt(3)) {
            case 0 -> NoMergePolicy.INSTANCE;
            case 1 -> new LogDocMergePolicy();
            default -> new TieredMergePolicy().setSegmentsPerTier(2);
          };
      config.setMergeScheduler(new SerialMergeScheduler());
      config.setUseCompoundFile(random.nextBoolean());
      if (sort != null) {
        config.setIndexSort(sort);
      }
      if (soft) {
        config.setSoftDeletesField(SOFT);
        int kept = random.nextInt(next + 1);
        policy = new SoftDeletesRetentionMergePolicy(SOFT, () -> range(0, kept), policy);
      }
      return config.setMergePolicy(policy);
    }

    private void add(IndexWriter writer, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        Row row = fields.row();
        fields.put(next, row);
        writer.addDocument(RandomFields.document(next++, row));
      }
    }

    private void update(IndexWriter writer, int from, int count) throws IOException {
      for (int id = from; id < Math.min(next, from + count); id++) {
        Row row = fields.row();
        fields.put(id, row);
        var term = new Term("id", "" + id);
        if (soft) {
          var deleted = new NumericDocValuesField(SOFT, 1);
          writer.softUpdateDocument(term, RandomFields.document(id, row), deleted);
        } else {
          writer.updateDocument(term, RandomFields.document(id, row));
        }
      }
    }

    private void delete(IndexWriter writer, int from, int count) throws IOException {
      fields.delete(from, from + count);
      writer.deleteDocuments(range(from, from + count - 1));
    }

    /** Adds an index of new documents: its files as they are, or merged into one segment. */
    private void addIndex(IndexWriter writer, boolean files) throws IOException {
      KnnVectorsFormat format =
          random.nextInt(3) == 0
              ? new Lucene104Codec().getKnnVectorsFormatForField("any")
              : new NiteruVectorsFormat(
                  new GraphSettings(random.nextInt(4, 6), 20, 10), 2, Workers.POOL);
      try (Directory other = new ByteBuffersDirectory()) {
        try (var filler = new IndexWriter(other, config(format))) {
          int first = next;
          add(filler, random.nextInt(1, 300));
          update(filler, first + random.nextInt(next - first), random.nextInt(40));
          delete(filler, first + random.nextInt(next - first), random.nextInt(100));
          if (random.nextBoolean()) {
            filler.forceMerge(1);
          }
        }
        if (files) {
          writer.addIndexes(other);
        } else {
          try (DirectoryReader reader = DirectoryReader.open(other)) {
            List<CodecReader> segments = new ArrayList<>();
            for (LeafReaderContext leaf : reader.leaves()) {
              segments.add((CodecReader) leaf.reader());
            }
            writer.addIndexes(segments.toArray(CodecReader[]::new));
          }
        }
      }
    }

    private void check(IndexWriter writer) throws IOException {
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        fields.check(new IndexSearcher(reader));
        for (LeafReaderContext leaf : reader.leaves()) {
          for (var function : VectorSimilarityFunction.values()) {
            check((CodecReader) leaf.reader(), function.name());
          }
        }
      }
    }

    private void check(CodecReader segment, String field) throws IOException {
      if (segment.getVectorReader() instanceof PerFieldKnnVectorsFormat.FieldsReader readers
          && readers.getFieldReader(field) instanceof NiteruVectorsReader reader) {
        SoundFields.check(reader.field(field), Math.min(10, smallestMinGraphSize));
      }
    }

    private static Query range(int from, int to) {
      return NumericDocValuesField.newSlowRangeQuery("n", from, to);
    }
  }
}
