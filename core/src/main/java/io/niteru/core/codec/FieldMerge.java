package io.niteru.core.codec;

import io.niteru.core.graph.CalibrationSample;
import io.niteru.core.graph.Graph;
import io.niteru.core.graph.GraphBuilder;
import io.niteru.core.graph.NodeReordering;
import io.niteru.core.graph.Team;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.quant.Quantizer;
import io.niteru.core.search.Calibration;
import io.niteru.core.search.Calibrator;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IORunnable;

/** Merges the codes of a field, then builds the graph over them. For one thread. */
final class FieldMerge {
  private static final int NONE = -1;

  private final FieldInfo info;
  private final SegmentWriteState state;
  private final GraphSettings settings;
  private final MergeThreads threads;
  private final MergeControl control;
  private final MergeState mergeState;
  private final MergeInputs inputs;
  private final Quantizer quantizer;
  private final IORunnable raw;
  private boolean rawWritten;
  private NodeOrder order = NodeOrder.IDENTITY;

  /**
   * A merge.
   *
   * @param raw writes the vectors themselves
   */
  FieldMerge(
      FieldInfo info,
      MergeState mergeState,
      SegmentWriteState state,
      GraphSettings settings,
      MergeThreads threads,
      MergeControl control,
      IORunnable raw)
      throws IOException {
    this.info = info;
    this.state = state;
    this.settings = settings;
    this.threads = threads;
    this.control = control;
    this.mergeState = mergeState;
    this.inputs = new MergeInputs(info, mergeState);
    this.quantizer = inputs.quantizer();
    this.raw = raw;
  }

  /** Whether the vectors that were not deleted are enough for a graph. */
  boolean hasGraph() {
    return inputs.size() >= settings.minSize();
  }

  /** Writes the codes of all vectors; those that will have a graph, in an order that suits it. */
  FieldMeta writeCodes(IndexOutput bits, IndexOutput nibbles) throws IOException {
    try (var pass = begin(MergeControl.Step.ENCODE, inputs.size())) {
      return writeCodes(bits, nibbles, team(pass));
    }
  }

  private MergeControl.Pass begin(MergeControl.Step step, int vectors) {
    return control.begin(step, vectors, threads.workers());
  }

  private Team team(MergeControl.Pass pass) {
    return threads.team(mergeState, () -> pass.await(mergeState::checkAborted));
  }

  private FieldMeta writeCodes(IndexOutput bits, IndexOutput nibbles, Team team)
      throws IOException {
    if (!hasGraph()) {
      return new CodesWriter(bits, nibbles, team.after(this::writeRaw))
          .write(info, quantizer, inputs.vectors());
    }
    try (var unordered = new TemporaryCodes(state)) {
      FieldMeta meta = unordered.write(info, quantizer, inputs.vectors(), team);
      Codes codes = unordered.open(meta, quantizer);
      long rawBytes = 4L * info.getVectorDimension() * meta.size();
      Team orderers =
          rawBytes > settings.tuning().mostRawFirst() ? team : team.after(this::writeRaw);
      // Freed when it is no longer reachable: a merge may be aborted before the graph is built.
      order = NodeReordering.order(Arena.ofAuto(), codes, orderers);
      return new CodesWriter(bits, nibbles, team).copy(meta, codes, order);
    }
  }

  /** Writes the vectors themselves, unless that has been done. */
  void writeRaw() throws IOException {
    if (!rawWritten) {
      rawWritten = true;
      raw.run();
    }
  }

  /** Builds a graph over the codes, which must be in their files by now, and writes it. */
  FieldMeta writeGraph(FieldMeta meta, IndexOutput out) throws IOException {
    try (Arena arena = Arena.ofShared();
        IndexInput bits = NiteruVectorsFormat.BITS.open(state);
        IndexInput nibbles = NiteruVectorsFormat.NIBBLES.open(state)) {
      Codes codes = StoredField.codes(meta, quantizer, bits, nibbles, order);
      Built built = build(arena, codes);
      var writer = new GraphWriter(out);
      return meta.withGraph(
          writer.write(order, meta.size()),
          settings.m(),
          built.graph.entry(),
          writer.write(built.graph),
          built.calibration);
    }
  }

  private record Built(Graph graph, Calibration calibration) {}

  /**
   * Builds it. Writes nothing meanwhile, for this may be held up until another merge is over, which
   * Lucene's scheduler may hold up where this writes.
   */
  private Built build(Arena arena, Codes codes) throws IOException {
    MergeInputs.Donor donor = inputs.donor(settings.m());
    int insertions = codes.size() - (donor == null ? 0 : donor.live());
    try (var pass = begin(MergeControl.Step.INSERT, insertions)) {
      Team team = team(pass);
      if (isCalibrated(donor, codes.size())) {
        Graph graph = build(arena, codes, donor, team, CalibrationSample.NONE, pass);
        return new Built(graph, donor.field().meta().calibration());
      }
      var calibrator =
          new Calibrator(quantizer, codes, inputs.vectors()::vector, team, settings.tuning());
      Graph graph = build(arena, codes, donor, team, calibrator, pass);
      return new Built(graph, calibrator.calibration());
    }
  }

  private Graph build(
      Arena arena,
      Codes codes,
      MergeInputs.Donor donor,
      Team team,
      CalibrationSample sample,
      MergeControl.Pass pass)
      throws IOException {
    var builder =
        new GraphBuilder(
            arena,
            codes,
            settings.m(),
            settings.efConstruction(),
            settings.tuning(),
            team,
            sample,
            pass::inserted);
    return donor == null
        ? builder.build()
        : builder.build(donor.field().graph(), newNodes(arena, donor));
  }

  /**
   * Whether a donor's calibration holds for what it becomes. It is taken over while most vectors
   * are the donor's, until the size passes the next power of two: to add a few vectors to many must
   * cost little more than inserting them.
   */
  private static boolean isCalibrated(MergeInputs.Donor donor, int size) {
    return donor != null
        && !donor.field().meta().calibration().equals(Calibration.NONE)
        && donor.live() > size / 2
        && Integer.highestOneBit(donor.field().meta().size()) == Integer.highestOneBit(size);
  }

  private GraphBuilder.NodeMap newNodes(Arena arena, MergeInputs.Donor donor) throws IOException {
    MemorySegment nodeOfDoc = ints(arena, state.segmentInfo.maxDoc());
    MergeInputs.Vectors merged = inputs.vectors();
    for (int ordinal = 0; merged.advance(); ordinal++) {
      nodeOfDoc.setAtIndex(ValueLayout.JAVA_INT, merged.doc(), order.node(ordinal));
    }
    NodeOrder oldOrder = donor.field().codes().order();
    MemorySegment newNode = ints(arena, donor.field().meta().size());
    DocIndexIterator old = donor.field().vectors().get().iterator();
    for (int doc = old.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = old.nextDoc()) {
      int newDoc = donor.docMap().get(doc);
      int node = newDoc < 0 ? NONE : nodeOfDoc.getAtIndex(ValueLayout.JAVA_INT, newDoc);
      newNode.setAtIndex(ValueLayout.JAVA_INT, oldOrder.node(old.index()), node);
    }
    return i -> newNode.getAtIndex(ValueLayout.JAVA_INT, i);
  }

  private static MemorySegment ints(Arena arena, int count) {
    return arena.allocate(ValueLayout.JAVA_INT, count);
  }
}
