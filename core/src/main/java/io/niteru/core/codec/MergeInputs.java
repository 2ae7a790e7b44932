package io.niteru.core.codec;

import io.niteru.core.quant.CentreAccumulator;
import io.niteru.core.quant.Quantizer;
import io.niteru.core.quant.Space;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter.MergedVectorValues;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.search.DocIdSetIterator;

/** One field of the segments that are merged. For one thread. */
final class MergeInputs {
  private final FieldInfo field;
  private final MergeState state;

  /** The segments that have the field, in order; null for those not in our format. */
  private final List<StoredField> fields = new ArrayList<>();

  private final List<MergeState.DocMap> docMaps = new ArrayList<>();

  MergeInputs(FieldInfo field, MergeState state) throws IOException {
    this.field = field;
    this.state = state;
    for (int i = 0; i < state.knnVectorsReaders.length; i++) {
      if (MergedVectorValues.hasVectorValues(state.fieldInfos[i], field.name)) {
        fields.add(storedField(state.knnVectorsReaders[i]));
        docMaps.add(state.docMaps[i]);
      }
    }
  }

  private StoredField storedField(KnnVectorsReader reader) throws IOException {
    if (reader instanceof PerFieldKnnVectorsFormat.FieldsReader perField) {
      reader = perField.getFieldReader(field.name);
    }
    return reader instanceof NiteruVectorsReader ours ? ours.field(field.name) : null;
  }

  /** The number of vectors, deleted ones included. */
  long maxSize() throws IOException {
    return MergedVectorValues.mergeFloatVectorValues(field, state).size();
  }

  /** A quantizer for the vectors of all segments, made of theirs where possible. */
  Quantizer quantizer() throws IOException {
    return fields.contains(null) ? measured() : combined();
  }

  private Quantizer combined() {
    double maxNorm = 0;
    for (StoredField stored : fields) {
      maxNorm = Math.max(maxNorm, stored.meta().maxNorm());
    }
    var space = Space.of(field, maxNorm);
    var centre = new CentreAccumulator(space);
    for (StoredField stored : fields) {
      FieldMeta meta = stored.meta();
      centre.add(meta.centre(), meta.space(field), meta.size());
    }
    return new Quantizer(space, centre.centre());
  }

  private Quantizer measured() throws IOException {
    double maxNorm = 0;
    var first = new Vectors();
    for (float[] v = first.next(); v != null; v = first.next()) {
      maxNorm = Math.max(maxNorm, Space.norm(v));
    }
    var space = Space.of(field, maxNorm);
    var centre = new CentreAccumulator(space);
    var second = new Vectors();
    for (float[] v = second.next(); v != null; v = second.next()) {
      centre.add(v);
    }
    return new Quantizer(space, centre.centre());
  }

  /** All vectors that were not deleted, in the order of the merged segment. */
  Vectors vectors() throws IOException {
    return new Vectors();
  }

  final class Vectors implements CodesWriter.Source {
    private final FloatVectorValues values =
        MergedVectorValues.mergeFloatVectorValues(field, state);
    private final KnnVectorValues.DocIndexIterator iterator = values.iterator();
    private int ordinal = -1;

    Vectors() throws IOException {}

    @Override
    public float[] next() throws IOException {
      return advance() ? values.vectorValue(iterator.index()) : null;
    }

    /** The vector of an ordinal of the merged segment, which must be larger than the last one's. */
    float[] vector(int ordinal) throws IOException {
      while (this.ordinal < ordinal) {
        advance();
      }
      return values.vectorValue(iterator.index());
    }

    /** Goes to the next vector without reading it; false at the end. */
    boolean advance() throws IOException {
      ordinal++;
      return iterator.docID() != DocIdSetIterator.NO_MORE_DOCS
          && iterator.nextDoc() != DocIdSetIterator.NO_MORE_DOCS;
    }

    /** The document of the vector returned last. */
    int doc() {
      return iterator.docID();
    }
  }

  /** The segment with the largest graph of some M, or null; and how its documents are mapped. */
  Donor donor(int m) {
    Donor best = null;
    for (int i = 0; i < fields.size(); i++) {
      StoredField stored = fields.get(i);
      if (stored != null
          && stored.graph() != null
          && stored.meta().m() == m
          && (best == null || stored.meta().size() > best.field.meta().size())) {
        best = new Donor(stored, docMaps.get(i));
      }
    }
    return best;
  }

  /**
   * A segment whose graph is reused.
   *
   * @param field its vectors
   * @param docMap where its documents went
   */
  record Donor(StoredField field, MergeState.DocMap docMap) {}
}
