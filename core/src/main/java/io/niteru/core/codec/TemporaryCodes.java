package io.niteru.core.codec;

import io.niteru.core.graph.Team;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.NodeOrder;
import io.niteru.core.quant.Quantizer;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;

/** Codes in files that are deleted when this is closed. For one thread. */
final class TemporaryCodes implements Closeable {
  private final SegmentWriteState state;
  private final List<String> names = new ArrayList<>();
  private final List<IndexInput> inputs = new ArrayList<>();

  TemporaryCodes(SegmentWriteState state) {
    this.state = state;
  }

  /** Writes the codes of all vectors, in their order. */
  FieldMeta write(FieldInfo info, Quantizer quantizer, CodesWriter.Source source, Team team)
      throws IOException {
    try (IndexOutput bits = create(NiteruVectorsFormat.BITS);
        IndexOutput nibbles = create(NiteruVectorsFormat.NIBBLES)) {
      return new CodesWriter(bits, nibbles, team).write(info, quantizer, source);
    }
  }

  /** Opens what was written. */
  Codes open(FieldMeta meta, Quantizer quantizer) throws IOException {
    for (String name : names) {
      inputs.add(state.directory.openInput(name, NiteruVectorsFormat.HOT));
    }
    return StoredField.codes(meta, quantizer, inputs.get(0), inputs.get(1), NodeOrder.IDENTITY);
  }

  private IndexOutput create(FileKind kind) throws IOException {
    IndexOutput out =
        state.directory.createTempOutput(state.segmentInfo.name, kind.extension(), state.context);
    names.add(out.getName());
    return out;
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(inputs);
    IOUtils.deleteFilesIgnoringExceptions(state.directory, names);
  }
}
