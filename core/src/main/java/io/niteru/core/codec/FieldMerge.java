package io.niteru.core.codec;

import io.niteru.core.graph.Graph;
import io.niteru.core.graph.GraphBuilder;
import io.niteru.core.graph.Team;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Quantizer;
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

/** Merges the codes of a field, then builds the graph over them. For one thread. */
final class FieldMerge {
  private static final int NONE = -1;

  private final FieldInfo info;
  private final GraphSettings settings;
  private final MergeInputs inputs;
  private final Quantizer quantizer;
  private final Team team;
  private final int maxDoc;

  FieldMerge(FieldInfo info, MergeState state, GraphSettings settings) throws IOException {
    this.info = info;
    this.settings = settings;
    this.inputs = new MergeInputs(info, state);
    this.quantizer = inputs.quantizer();
    this.team = new Team(settings.threads(), state::checkAborted);
    this.maxDoc = state.segmentInfo.maxDoc();
  }

  /** Writes the codes of all vectors. */
  FieldMeta writeCodes(IndexOutput bits, IndexOutput nibbles) throws IOException {
    return new CodesWriter(bits, nibbles, team).write(info, quantizer, inputs.vectors());
  }

  /** Builds a graph over the codes, which must be in their files by now, and writes it. */
  FieldMeta writeGraph(FieldMeta meta, SegmentWriteState state, IndexOutput out)
      throws IOException {
    try (Arena arena = Arena.ofShared();
        IndexInput bits = NiteruVectorsFormat.BITS.open(state, NiteruVectorsFormat.RANDOM_ACCESS);
        IndexInput nibbles =
            NiteruVectorsFormat.NIBBLES.open(state, NiteruVectorsFormat.RANDOM_ACCESS)) {
      Codes codes = StoredField.codes(meta, quantizer, bits, nibbles);
      var builder = new GraphBuilder(arena, codes, settings.m(), settings.efConstruction(), team);
      MergeInputs.Donor donor = inputs.donor(settings.m());
      Graph graph =
          donor == null
              ? builder.build()
              : builder.build(donor.field().graph(), newOrdinals(arena, donor));
      return meta.withGraph(settings.m(), graph.entry(), new GraphWriter(out).write(graph));
    }
  }

  private GraphBuilder.OrdinalMap newOrdinals(Arena arena, MergeInputs.Donor donor)
      throws IOException {
    MemorySegment ordinalOfDoc = ints(arena, maxDoc);
    MergeInputs.Vectors merged = inputs.vectors();
    for (int ordinal = 0; merged.advance(); ordinal++) {
      ordinalOfDoc.setAtIndex(ValueLayout.JAVA_INT, merged.doc(), ordinal);
    }
    MemorySegment newOrdinal = ints(arena, donor.field().meta().size());
    DocIndexIterator old = donor.field().vectors().get().iterator();
    for (int doc = old.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = old.nextDoc()) {
      int newDoc = donor.docMap().get(doc);
      int ordinal = newDoc < 0 ? NONE : ordinalOfDoc.getAtIndex(ValueLayout.JAVA_INT, newDoc);
      newOrdinal.setAtIndex(ValueLayout.JAVA_INT, old.index(), ordinal);
    }
    return i -> newOrdinal.getAtIndex(ValueLayout.JAVA_INT, i);
  }

  private static MemorySegment ints(Arena arena, int count) {
    return arena.allocate(ValueLayout.JAVA_INT, count);
  }
}
