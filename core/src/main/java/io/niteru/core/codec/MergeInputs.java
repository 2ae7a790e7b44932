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
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.search.DocIdSetIterator;

/** One field of the segments that are merged. For one thread. */
final class MergeInputs {
  private final FieldInfo field;
  private final MergeState state;

  /** The segments that have the field, in order. */
  private final List<Input> inputs = new ArrayList<>();

  private final int size;

  /**
   * A segment that has the field.
   *
   * @param stored its vectors; null if they are not in our format
   * @param docMap where its documents go
   * @param live how many of its vectors were not deleted
   */
  private record Input(StoredField stored, MergeState.DocMap docMap, int live) {}

  MergeInputs(FieldInfo field, MergeState state) throws IOException {
    this.field = field;
    this.state = state;
    for (int i = 0; i < state.knnVectorsReaders.length; i++) {
      if (MergedVectorValues.hasVectorValues(state.fieldInfos[i], field.name)) {
        KnnVectorsReader reader = state.knnVectorsReaders[i];
        inputs.add(
            new Input(storedField(reader), state.docMaps[i], live(reader, state.docMaps[i])));
      }
    }
    this.size = inputs.stream().mapToInt(Input::live).sum();
  }

  /** Counts one by one: how many documents were deleted says nothing of those with a vector. */
  private int live(KnnVectorsReader reader, MergeState.DocMap docMap) throws IOException {
    int live = 0;
    FloatVectorValues values = reader.getFloatVectorValues(field.name);
    if (values != null) {
      DocIndexIterator docs = values.iterator();
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
        live += docMap.get(doc) >= 0 ? 1 : 0;
      }
    }
    return live;
  }

  private StoredField storedField(KnnVectorsReader reader) throws IOException {
    if (reader instanceof PerFieldKnnVectorsFormat.FieldsReader perField) {
      reader = perField.getFieldReader(field.name);
    }
    return reader instanceof NiteruVectorsReader ours ? ours.field(field.name) : null;
  }

  /** The number of vectors that were not deleted, which is that of the merged segment. */
  int size() {
    return size;
  }

  /** A quantizer for the vectors of all segments, made of theirs where possible. */
  Quantizer quantizer() throws IOException {
    boolean known = inputs.stream().allMatch(input -> input.stored != null);
    return known ? combined() : measured();
  }

  private Quantizer combined() {
    double maxNorm = 0;
    for (Input input : inputs) {
      maxNorm = Math.max(maxNorm, input.stored.meta().maxNorm());
    }
    var space = Space.of(field, maxNorm);
    var centre = new CentreAccumulator(space);
    for (Input input : inputs) {
      FieldMeta meta = input.stored.meta();
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
    private final DocIndexIterator iterator = values.iterator();
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

  /** The segment whose graph of some M has most nodes that were not deleted; or null. */
  Donor donor(int m) {
    Donor best = null;
    for (Input input : inputs) {
      if (input.stored != null
          && input.stored.graph() != null
          && input.stored.meta().m() == m
          && input.live > (best == null ? 0 : best.live)) {
        best = new Donor(input.stored, input.docMap, input.live);
      }
    }
    return best;
  }

  /**
   * A segment whose graph is reused.
   *
   * @param field its vectors
   * @param docMap where its documents went
   * @param live how many of its vectors were not deleted, at least 1
   */
  record Donor(StoredField field, MergeState.DocMap docMap, int live) {}
}
