package io.niteru.core.codec;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.PrefetchableFlatVectorScorer;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.FileDataHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.store.IOContext;

/**
 * Vectors of up to {@value #MAX_DIMENSIONS} dimensions, with two rungs of codes and, once segments
 * are merged, a graph over the codes.
 *
 * <p>A search walks the graph by distances estimated from codes of one bit a dimension, ranks the
 * best with codes of four bits and the best of those with the raw vectors, so that the scores it
 * returns are exact. A segment without a graph, which each flush and small merges write, is
 * scanned, codes first. Nothing that grows with the data is on the heap but the vectors buffered
 * for a flush and, while searching or building, one bit a vector for each thread.
 *
 * <p>Safe for all threads.
 *
 * <h2>Files</h2>
 *
 * Raw vectors and the documents they belong to are in the files {@code .vec} and {@code .vemf} of
 * {@link Lucene99FlatVectorsFormat}, byte vectors too, which have nothing else and are compared one
 * by one. Everything else is in the four files below. Each begins with {@link
 * org.apache.lucene.codecs.CodecUtil#writeIndexHeader an index header} and ends with {@link
 * org.apache.lucene.codecs.CodecUtil#writeFooter a footer}, which holds a checksum. All numbers are
 * little-endian. A <i>region</i> is two longs, offset in the file and length, in bytes; regions of
 * codes begin at multiples of 64. {@code W} is the coded dimension divided by 64; the coded
 * dimension is that of the field, plus one under {@code DOT_PRODUCT} and {@code
 * MAXIMUM_INNER_PRODUCT}, rounded up to a multiple of 64 and at least 384 (see {@link
 * io.niteru.core.quant.Space}, which also maps vectors into it).
 *
 * <h3>Versions</h3>
 *
 * The headers of all four files have the same. Older segments than the oldest that can be read are
 * refused when they are opened: their documents have to be indexed again.
 *
 * <ul>
 *   <li>0 had no curves of recall. Never released.
 *   <li>1 wrote no order of its codes where a merge left out deleted vectors and fell below the
 *       smallest size of a graph, although they had one: searches return other documents. Such
 *       segments cannot be told from good ones. Never released.
 *   <li>2, the current one: codes are in the order of the vectors exactly where there is no graph.
 *       A field without vectors has regions of length 0.
 * </ul>
 *
 * <h3>Meta, {@code .nvm}</h3>
 *
 * For each field of float vectors:
 *
 * <ul>
 *   <li>int: number of the field
 *   <li>int: number of vectors, N
 *   <li>double: no norm of a vector is larger than this
 *   <li>int, then as many floats: the centre codes are offsets from
 *   <li>region of {@code .nv1}: first rung
 *   <li>region of {@code .nv4}: second rung
 *   <li>region of {@code .nvg}: order; of length 0 if there is no graph, as then codes are in the
 *       order of the vectors
 *   <li>int: M of the graph, or 0
 *   <li>int: the node of the last layer where walks enter
 *   <li>int: number of layers, 0 if there is no graph; then for each layer, the base first:
 *       <ul>
 *         <li>int: number of nodes, n
 *         <li>int: length of the longest list
 *         <li>region of {@code .nvg}: lists
 *         <li>region of {@code .nvg}: table
 *       </ul>
 *   <li>int: number of curves of recall, 0 if there is no graph or it is too small to be tried;
 *       then for each (see {@link io.niteru.core.search.Calibration.Curve}):
 *       <ul>
 *         <li>int: k; int: the first beam width
 *         <li>int, then as many floats: the recall of that width, of twice that width and so on
 *       </ul>
 * </ul>
 *
 * and, after the last, int -1.
 *
 * <h3>Rotation</h3>
 *
 * The same for all indexes of a coded dimension D; w is the largest power of two that is not above
 * D. Four rounds, numbered from 0, each of which
 *
 * <ol>
 *   <li>multiplies value i, for i from 0 to D - 1, by the next of a sequence of signs;
 *   <li>replaces the first w values, in odd rounds the last w, by their Walsh-Hadamard transform in
 *       natural order over the square root of w: value i becomes the sum of all values j, negated
 *       where {@code i & j} has an odd number of bits set.
 * </ol>
 *
 * The signs, 4 D of them, are drawn from a state of 64 bits, {@code 0x6E69746572753031} at first.
 * In arithmetic modulo 2<sup>64</sup>, with {@code >>>} a shift that draws in zeros:
 *
 * <pre>
 * state = state + 0x9E3779B97F4A7C15
 * mixed = (state ^ (state >>> 33)) * 0x62A9D9ED799705F5
 * mixed = (mixed ^ (mixed >>> 28)) * 0xCB24D0A5C88C35B3
 * sign  = +1 if the highest bit of mixed is set, else -1
 * </pre>
 *
 * A code is of the rotated vector less the rotated centre.
 *
 * <h3>First rung, {@code .nv1}</h3>
 *
 * For each of N vectors, rotated and centred: W longs of the signs, bit j of long i set if value
 * {@code 64 i + j} is positive; float: squared norm; float: twice the squared norm over the sum of
 * the absolute values; int: number of bits set; zeros up to a multiple of 64 bytes, and at least up
 * to 8 times W rounded up to a multiple of 8.
 *
 * <h3>Second rung, {@code .nv4}</h3>
 *
 * For each of N vectors: four planes of W longs, plane b holding bit b of each value quantised to
 * {@code low + step * u} with u from 0 to 15; float: low; float: step; float: squared norm; float:
 * sum of the quantised values. After the last, if there is any, 64 bytes of zeros.
 *
 * <h3>Graph, {@code .nvg}</h3>
 *
 * <ul>
 *   <li>Order: N ints, the ordinal of the vector each code is of; N ints, the code of each ordinal.
 *       Codes are numbered by their place in their files, and nodes of the base layer alike.
 *   <li>Lists: for each of n nodes, int: number of neighbours; as many ints: the neighbours, nodes
 *       of the same layer; zeros up to a multiple of 16 bytes.
 *   <li>Table: n ints: where the list of each node begins within the region, divided by 16,
 *       unsigned. Above the base also n ints: the node of the base layer each node is; n ints: the
 *       node of the layer below it is.
 * </ul>
 */
public final class NiteruVectorsFormat extends KnnVectorsFormat {
  /** The name segments are marked with; readers find this class by it. */
  public static final String NAME = "Niteru";

  /** The largest number of dimensions of a vector. */
  public static final int MAX_DIMENSIONS = 16_000;

  /** The oldest version that can be read; the class comment tells what each was. */
  static final int VERSION_START = 2;

  static final int VERSION_CURRENT = VERSION_START;
  static final int END_OF_FIELDS = -1;

  static final FileKind META = new FileKind("nvm", "NiteruVectorsMeta");
  static final FileKind BITS = new FileKind("nv1", "NiteruVectorsBits");
  static final FileKind NIBBLES = new FileKind("nv4", "NiteruVectorsNibbles");
  static final FileKind GRAPH = new FileKind("nvg", "NiteruVectorsGraph");

  /** The few vectors that a search ranks last are asked for together: they may be on disk. */
  static final FlatVectorsFormat FLAT =
      new Lucene99FlatVectorsFormat(
          new PrefetchableFlatVectorScorer(FlatVectorScorerUtil.getLucene99FlatVectorsScorer()));

  /**
   * How codes and graphs are opened. They are read at random, but all of them by every few
   * searches: Linux reads single pages of what is mapped for random access, and since version 6.3
   * forgets those first, however often they are used.
   */
  static final IOContext HOT =
      IOContext.DEFAULT.withHints(FileTypeHint.DATA, FileDataHint.KNN_VECTORS);

  private final GraphSettings settings;
  private final MergeThreads threads;
  private final MergeControl control;

  /** A format with default settings; also for readers, through SPI. */
  public NiteruVectorsFormat() {
    this(GraphSettings.DEFAULT, 1, null);
  }

  /**
   * A format whose merges work with one thread.
   *
   * @param m as in {@link GraphSettings}
   * @param efConstruction as in {@link GraphSettings}
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public NiteruVectorsFormat(int m, int efConstruction) {
    this(new GraphSettings(m, efConstruction, GraphSettings.DEFAULT_MIN_SIZE), 1, null);
  }

  /**
   * A format whose merges and flushes work with several threads.
   *
   * @param settings which graphs are built
   * @param mergeWorkers threads each merge or flush works with, the one it runs on included; 1 to
   *     1,024
   * @param executor runs the others, if it has threads free. If null, merges use the merge
   *     scheduler's own executor, and flushes one thread. Whoever made it shuts it down
   * @throws IllegalArgumentException if {@code mergeWorkers} is out of range
   */
  public NiteruVectorsFormat(GraphSettings settings, int mergeWorkers, Executor executor) {
    this(settings, mergeWorkers, executor, MergeControl.NONE);
  }

  /**
   * A format whose merges may be held up.
   *
   * @param settings as above
   * @param mergeWorkers as above
   * @param executor as above
   * @param control told of the merges, and asked whether they may go on
   * @throws IllegalArgumentException if {@code mergeWorkers} is out of range
   */
  public NiteruVectorsFormat(
      GraphSettings settings, int mergeWorkers, Executor executor, MergeControl control) {
    super(NAME);
    this.settings = settings;
    this.threads = new MergeThreads(mergeWorkers, executor);
    this.control = control;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return new NiteruVectorsWriter(state, settings, threads, control);
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
    return NAME + "(" + settings + ", mergeWorkers=" + threads.workers() + ")";
  }
}
