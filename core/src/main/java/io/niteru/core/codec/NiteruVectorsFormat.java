package io.niteru.core.codec;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.FileDataHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.store.IOContext;

/** PLACEHOLDER */
public final class NiteruVectorsFormat extends KnnVectorsFormat {
  /** The name segments are marked with; readers find this class by it. */
  public static final String NAME = "Niteru";

  /** The largest number of dimensions of a vector. */
  public static final int MAX_DIMENSIONS = 16_000;

  /** {@code M} unless told otherwise. */
  public static final int DEFAULT_M = 16;

  /** {@code efConstruction} unless told otherwise. */
  public static final int DEFAULT_EF_CONSTRUCTION = 100;

  /** A merged segment of fewer vectors is given no graph: to scan its codes is faster. */
  public static final int MIN_GRAPH_SIZE = 10_000;

  static final int VERSION_START = 0;
  static final int VERSION_CURRENT = VERSION_START;
  static final int END_OF_FIELDS = -1;

  static final FileKind META = new FileKind("nvm", "NiteruVectorsMeta");
  static final FileKind BITS = new FileKind("nv1", "NiteruVectorsBits");
  static final FileKind NIBBLES = new FileKind("nv4", "NiteruVectorsNibbles");
  static final FileKind GRAPH = new FileKind("nvg", "NiteruVectorsGraph");

  static final FlatVectorsFormat FLAT =
      new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());

  static final IOContext RANDOM_ACCESS =
      IOContext.DEFAULT.withHints(
          FileTypeHint.DATA, FileDataHint.KNN_VECTORS, DataAccessHint.RANDOM);

  private final GraphSettings settings;

  /** A format with default settings; also for readers, through SPI. */
  public NiteruVectorsFormat() {
    this(DEFAULT_M, DEFAULT_EF_CONSTRUCTION);
  }

  /**
   * A format whose merges work with as many threads as there are processors.
   *
   * @param m neighbours a new node is given; lists hold twice as many on the lowest layer; 2 to 512
   * @param efConstruction candidates looked at for a new node's neighbours; 2 to 3,200
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public NiteruVectorsFormat(int m, int efConstruction) {
    this(m, efConstruction, Runtime.getRuntime().availableProcessors());
  }

  /**
   * A format that writes graphs.
   *
   * @param m neighbours a new node is given; lists hold twice as many on the lowest layer; 2 to 512
   * @param efConstruction candidates looked at for a new node's neighbours; 2 to 3,200
   * @param mergeThreads threads each merge works with, the one it runs on included; 1 to 1,024
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public NiteruVectorsFormat(int m, int efConstruction, int mergeThreads) {
    this(new GraphSettings(m, efConstruction, mergeThreads, MIN_GRAPH_SIZE));
  }

  NiteruVectorsFormat(GraphSettings settings) {
    super(NAME);
    this.settings = settings;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return new NiteruVectorsWriter(state, settings);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return new NiteruVectorsReader(state);
  }

  @Override
  public int getMaxDimensions(String fieldName) {
    return MAX_DIMENSIONS;
  }

  @Override
  public String toString() {
    return NAME + "(" + settings + ")";
  }
}
