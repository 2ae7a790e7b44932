package io.niteru.core.codec;

import io.niteru.core.graph.Team;
import io.niteru.core.quant.CentreAccumulator;
import io.niteru.core.quant.Quantizer;
import io.niteru.core.quant.Space;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOUtils;

/**
 * Writes segments: a flush writes vectors and codes; a merge does, and then builds a graph over the
 * codes, which by then are files that can be mapped. For one thread.
 */
final class NiteruVectorsWriter extends KnnVectorsWriter {
  private final SegmentWriteState state;
  private final GraphSettings settings;
  private final MergeThreads threads;
  private final MergeControl control;
  private final FlatVectorsWriter flat;
  private final List<BufferedField> buffered = new ArrayList<>();
  private final List<FieldMeta> metas = new ArrayList<>();
  private IndexOutput bits;
  private IndexOutput nibbles;
  private IndexOutput graph;

  private record BufferedField(FieldInfo info, FlatFieldVectorsWriter<?> vectors) {}

  NiteruVectorsWriter(
      SegmentWriteState state, GraphSettings settings, MergeThreads threads, MergeControl control)
      throws IOException {
    this.state = state;
    this.settings = settings;
    this.threads = threads;
    this.control = control;
    this.flat = NiteruVectorsFormat.FLAT.fieldsWriter(state);
    try {
      bits = NiteruVectorsFormat.BITS.create(state);
      nibbles = NiteruVectorsFormat.NIBBLES.create(state);
      graph = NiteruVectorsFormat.GRAPH.create(state);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, this);
      throw t;
    }
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo info) throws IOException {
    FlatFieldVectorsWriter<?> writer = flat.addField(info);
    if (info.getVectorEncoding() == VectorEncoding.FLOAT32) {
      buffered.add(new BufferedField(info, writer));
    }
    return writer;
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    IORunnable raw = () -> flat.flush(maxDoc, sortMap);
    if (buffered.isEmpty()) {
      raw.run();
      return;
    }
    Team team = threads.team().after(raw);
    for (BufferedField field : buffered) {
      flush(field, sortMap, team);
    }
  }

  @SuppressWarnings("unchecked")
  private void flush(BufferedField field, Sorter.DocMap sortMap, Team team) throws IOException {
    var vectors = (List<float[]>) field.vectors.getVectors();
    double maxNorm = 0;
    for (float[] vector : vectors) {
      maxNorm = Math.max(maxNorm, Space.norm(vector));
    }
    var space = Space.of(field.info, maxNorm);
    var centre = new CentreAccumulator(space);
    for (float[] vector : vectors) {
      centre.add(vector);
    }
    Iterator<float[]> ordered = inOrder(field, vectors, sortMap);
    var quantizer = new Quantizer(space, centre.centre());
    metas.add(
        new CodesWriter(bits, nibbles, team)
            .write(field.info, quantizer, () -> ordered.hasNext() ? ordered.next() : null));
  }

  private static Iterator<float[]> inOrder(
      BufferedField field, List<float[]> vectors, Sorter.DocMap sortMap) throws IOException {
    if (sortMap == null) {
      return vectors.iterator();
    }
    DocsWithFieldSet docs = field.vectors.getDocsWithFieldSet();
    int[] newToOld = new int[docs.cardinality()];
    mapOldOrdToNewOrd(docs, sortMap, null, newToOld, null);
    return Arrays.stream(newToOld).mapToObj(vectors::get).iterator();
  }

  @Override
  public IORunnable mergeOneField(FieldInfo info, MergeState mergeState) throws IOException {
    IORunnable raw = () -> flat.mergeOneFlatVectorField(info, mergeState);
    if (info.getVectorEncoding() != VectorEncoding.FLOAT32) {
      raw.run();
      return null;
    }
    var merge = new FieldMerge(info, mergeState, state, settings, threads, control, raw);
    FieldMeta meta = merge.writeCodes(bits, nibbles);
    if (merge.hasGraph()) {
      return () -> {
        finishCodes();
        metas.add(merge.writeGraph(meta, graph));
        merge.writeRaw();
      };
    }
    metas.add(meta);
    merge.writeRaw();
    return null;
  }

  @Override
  public void finish() throws IOException {
    flat.finish();
    finishCodes();
    CodecUtil.writeFooter(graph);
    try (IndexOutput meta = NiteruVectorsFormat.META.create(state)) {
      for (FieldMeta field : metas) {
        field.write(meta);
      }
      meta.writeInt(NiteruVectorsFormat.END_OF_FIELDS);
      CodecUtil.writeFooter(meta);
    }
  }

  /** Ends the files of codes, so that they can be opened for reading. */
  private void finishCodes() throws IOException {
    if (bits != null) {
      CodecUtil.writeFooter(bits);
      CodecUtil.writeFooter(nibbles);
      IOUtils.close(bits, nibbles);
      bits = null;
      nibbles = null;
    }
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(flat, bits, nibbles, graph);
  }

  @Override
  public long ramBytesUsed() {
    return flat.ramBytesUsed();
  }
}
