package io.niteru.bench.peers;

import io.niteru.bench.tuning.Variant;
import io.niteru.core.codec.GraphSettings;
import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.core.graph.BuildTuning;
import io.niteru.core.search.EfSearch;
import io.niteru.core.search.Effort;
import io.niteru.core.search.KnnQuery;
import io.niteru.core.search.Recall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/** The contestants by name. */
public final class Contestants {
  private static final Map<String, ScalarEncoding> ENCODINGS =
      Map.of(
          "lucene-8bit", ScalarEncoding.UNSIGNED_BYTE,
          "lucene-4bit", ScalarEncoding.PACKED_NIBBLE,
          "lucene-2bit", ScalarEncoding.DIBIT_QUERY_NIBBLE,
          "lucene-1bit", ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);

  /** All names, in the order of the tables. */
  public static final List<String> NAMES =
      List.of("ours", "lucene", "lucene-8bit", "lucene-4bit", "lucene-2bit", "lucene-1bit");

  private Contestants() {}

  /**
   * Checks names before any time is spent.
   *
   * @throws IllegalArgumentException if there is no contestant of one of the names
   */
  public static void check(List<String> names) {
    for (String name : names) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "no contestant " + name + "; there are " + String.join(", ", NAMES));
      }
    }
  }

  /**
   * A contestant.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Contestant named(String name, Settings settings) {
    return switch (name) {
      case "ours" -> ours(settings);
      case "lucene" -> lucene(settings);
      default -> {
        check(List.of(name));
        yield quantised(ENCODINGS.get(name), settings);
      }
    };
  }

  private static Contestant ours(Settings settings) {
    return ours(EfSearch::new, BuildTuning.DEFAULT, settings);
  }

  /** Ours with other constants. */
  public static Contestant tuned(Variant variant, Settings settings) {
    return ours(ef -> new EfSearch(ef).with(variant.search()), variant.build(), settings);
  }

  /** Ours, searched with a recall in place of a beam, whatever the beam. */
  public static Contestant asking(double recall, Settings settings) {
    var effort = new Recall(recall);
    return ours(ef -> effort, BuildTuning.DEFAULT, settings);
  }

  private static Contestant ours(
      IntFunction<Effort> efforts, BuildTuning tuning, Settings settings) {
    return new LuceneContestant(
        "Niteru's vectors format",
        (s, rows, writer) ->
            new NiteruVectorsFormat(
                new GraphSettings(
                    s.m(), s.efConstruction(), GraphSettings.DEFAULT_MIN_SIZE, tuning),
                writer.threads(),
                writer.executor()),
        (field, target, k, ef, filter) -> new KnnQuery(field, target, k, efforts.apply(ef), filter),
        settings,
        false);
  }

  private static Contestant lucene(Settings settings) {
    return new LuceneContestant(
        "Lucene 10.5 HNSW, float32",
        (s, rows, writer) ->
            new AnyDimension(
                new Lucene99HnswVectorsFormat(
                    s.m(),
                    s.efConstruction(),
                    writer.threads(),
                    writer.threads() > 1 ? writer.executor() : null,
                    graphThreshold(rows))),
        Contestants::luceneQuery,
        settings,
        false);
  }

  private static Contestant quantised(ScalarEncoding encoding, Settings settings) {
    return new LuceneContestant(
        "Lucene 10.5 HNSW, " + encoding + ", re-ranked with float32",
        (s, rows, writer) ->
            new AnyDimension(
                new Lucene104HnswScalarQuantizedVectorsFormat(
                    encoding,
                    s.m(),
                    s.efConstruction(),
                    writer.threads(),
                    writer.threads() > 1 ? writer.executor() : null,
                    graphThreshold(rows))),
        Contestants::luceneQuery,
        settings,
        true);
  }

  /** In Lucene's query k is the beam. */
  private static KnnFloatVectorQuery luceneQuery(
      String field, float[] target, int k, int ef, Query filter) {
    return new KnnFloatVectorQuery(field, target, Math.max(k, ef), filter);
  }

  /**
   * Makes Lucene build a graph when all rows are merged and none before: a segment of n rows gets
   * one if n &gt; threshold × ln n.
   */
  private static int graphThreshold(int rows) {
    return (int) (0.9 * rows / Math.log(Math.max(3, rows)));
  }

  /** Lucene's formats as they are, but for their limit of 1,024 dimensions. */
  private static final class AnyDimension extends KnnVectorsFormat {
    private final KnnVectorsFormat format;

    AnyDimension(KnnVectorsFormat format) {
      super(format.getName());
      this.format = format;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return format.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return format.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
      return NiteruVectorsFormat.MAX_DIMENSIONS;
    }
  }
}
