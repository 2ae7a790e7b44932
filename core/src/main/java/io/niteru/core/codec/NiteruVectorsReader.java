package io.niteru.core.codec;

import io.niteru.core.search.FieldSearcher;
import io.niteru.core.search.Radius;
import io.niteru.core.search.RadiusSearcher;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/** Reads and searches segments. Safe for all threads. */
public final class NiteruVectorsReader extends KnnVectorsReader {
  private final FieldInfos infos;
  private final Map<String, OpenField> fields = new HashMap<>();
  private final FlatVectorsReader flat;
  private IndexInput bits;
  private IndexInput nibbles;
  private IndexInput graph;
  private volatile boolean closed;

  private record OpenField(StoredField stored, FieldSearcher searcher, RadiusSearcher within) {}

  NiteruVectorsReader(SegmentReadState state) throws IOException {
    this.infos = state.fieldInfos;
    this.flat = NiteruVectorsFormat.FLAT.fieldsReader(state);
    try {
      bits = NiteruVectorsFormat.BITS.open(state);
      nibbles = NiteruVectorsFormat.NIBBLES.open(state);
      graph = NiteruVectorsFormat.GRAPH.open(state);
      readMeta(state);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, this);
      throw t;
    }
  }

  private void readMeta(SegmentReadState state) throws IOException {
    String name = NiteruVectorsFormat.META.name(state.segmentInfo.name, state.segmentSuffix);
    try (ChecksumIndexInput in = state.directory.openChecksumInput(name)) {
      Throwable failure = null;
      try {
        NiteruVectorsFormat.META.checkHeader(in, state.segmentInfo.getId(), state.segmentSuffix);
        for (int number = in.readInt();
            number != NiteruVectorsFormat.END_OF_FIELDS;
            number = in.readInt()) {
          open(number, in);
        }
      } catch (Throwable t) {
        failure = t;
      } finally {
        CodecUtil.checkFooter(in, failure);
      }
    }
  }

  private void open(int number, IndexInput in) throws IOException {
    FieldInfo info = number < 0 ? null : infos.fieldInfo(number);
    if (info == null
        || info.getVectorDimension() == 0
        || info.getVectorEncoding() != VectorEncoding.FLOAT32
        || fields.containsKey(info.name)) {
      throw new CorruptIndexException("no other field of float vectors has number " + number, in);
    }
    FieldMeta meta = new FieldMetaReader(in, info).read();
    int vectors = flat.getFloatVectorValues(info.name).size();
    if (meta.size() != vectors) {
      throw new CorruptIndexException(
          "field " + info.name + " has " + meta.size() + " codes of " + vectors + " vectors", in);
    }
    StoredField stored =
        StoredField.open(
            meta, info, bits, nibbles, graph, () -> flat.getFloatVectorValues(info.name));
    var searcher =
        new FieldSearcher(
            stored.quantizer(), stored.codes(), stored.graph(), stored.meta().calibration());
    var within = new RadiusSearcher(stored.quantizer(), stored.codes());
    fields.put(info.name, new OpenField(stored, searcher, within));
  }

  /** A field of float vectors; null if the segment has none of that name. */
  StoredField field(String name) {
    OpenField field = fields.get(name);
    return field == null ? null : field.stored;
  }

  /** What searches of a field go through; null if the segment has no codes of it. */
  public SearchedFiles searchedFiles(String name) throws IOException {
    StoredField stored = field(name);
    if (stored == null) {
      return null;
    }
    List<MemorySegment> mapped = new ArrayList<>();
    for (IndexInput in : List.of(bits, nibbles, graph)) {
      if (in instanceof MemorySegmentAccessInput memory) {
        MemorySegment file = memory.segmentSliceOrNull(0, in.length());
        if (file != null) {
          mapped.add(file);
        }
      }
    }
    long bytes = bits.length() + nibbles.length() + graph.length();
    return new SearchedFiles(stored.meta().size(), stored.graph() != null, bytes, mapped);
  }

  @Override
  public void search(String field, float[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    OpenField open = fields.get(field);
    if (open == null) {
      throw new IllegalArgumentException("no field of float vectors is named " + field);
    }
    if (open.stored.meta().size() > 0 && collector.k() > 0) {
      unlessClosed(() -> search(open, field, target, collector, acceptDocs));
    }
  }

  private void search(
      OpenField open, String field, float[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    RandomVectorScorer exact = flat.getRandomVectorScorer(field, target);
    if (collector.getSearchStrategy() instanceof Radius radius) {
      open.within.search(target, radius, exact, collector, acceptDocs.bits());
    } else {
      FloatVectorValues vectors = flat.getFloatVectorValues(field);
      open.searcher.search(target, exact, vectors, collector, acceptDocs);
    }
  }

  /** Compares with every vector: byte vectors have neither codes nor a graph. */
  @Override
  public void search(String field, byte[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    unlessClosed(() -> scan(field, target, collector, acceptDocs));
  }

  private void scan(String field, byte[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    if (flat.getByteVectorValues(field).size() == 0) {
      return;
    }
    RandomVectorScorer scorer = flat.getRandomVectorScorer(field, target);
    Bits accepted = scorer.getAcceptOrds(acceptDocs.bits());
    for (int ordinal = 0; ordinal < scorer.maxOrd() && !collector.earlyTerminated(); ordinal++) {
      if (accepted == null || accepted.get(ordinal)) {
        collector.incVisitedCount(1);
        collector.collect(scorer.ordToDoc(ordinal), scorer.score(ordinal));
      }
    }
  }

  /** Mapped memory that was closed during a search says so in its own way. */
  private void unlessClosed(IORunnable search) throws IOException {
    try {
      search.run();
    } catch (IllegalStateException e) {
      if (!closed || e instanceof AlreadyClosedException) {
        throw e;
      }
      throw new AlreadyClosedException("the segment was closed during a search", e);
    }
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field) throws IOException {
    return flat.getFloatVectorValues(field);
  }

  @Override
  public ByteVectorValues getByteVectorValues(String field) throws IOException {
    return flat.getByteVectorValues(field);
  }

  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo info) {
    Map<String, Long> sizes = new HashMap<>(flat.getOffHeapByteSize(info));
    StoredField stored = field(info.name);
    if (stored != null) {
      FieldMeta meta = stored.meta();
      sizes.put(NiteruVectorsFormat.BITS.extension(), meta.bits().length());
      sizes.put(NiteruVectorsFormat.NIBBLES.extension(), meta.nibbles().length());
      sizes.put(NiteruVectorsFormat.GRAPH.extension(), meta.graphBytes());
    }
    return sizes;
  }

  @Override
  public void checkIntegrity() throws IOException {
    flat.checkIntegrity();
    for (IndexInput in : new IndexInput[] {bits, nibbles, graph}) {
      CodecUtil.checksumEntireFile(in);
    }
  }

  @Override
  public KnnVectorsReader getMergeInstance() throws IOException {
    flat.getMergeInstance();
    return this;
  }

  @Override
  public void finishMerge() throws IOException {
    flat.finishMerge();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    IOUtils.close(flat, bits, nibbles, graph);
  }
}
