package io.niteru.plugin.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.mapper.ParseContext;
import org.opensearch.index.mapper.ParsedDocument;
import org.opensearch.index.mapper.SourceFieldMapper;
import org.opensearch.index.shard.IndexingOperationListener;

/**
 * Takes the vectors out of the {@code _source} of documents about to be indexed.
 *
 * <p>Vectors that the mapping excludes from it are kept too, for those who write the document
 * again: they are taken from the file of vectors.
 *
 * <p>What does not stand in the text as it was parsed (a vector that came through {@code copy_to},
 * one that was clipped) is left there, as is everything sent in another format than JSON: such
 * documents are larger, and no less right.
 */
public final class SourceMasker implements IndexingOperationListener {
  private static final Set<String> SOURCES =
      Set.of(SourceFieldMapper.NAME, SourceFieldMapper.RECOVERY_SOURCE_NAME);

  @Override
  public Engine.Index preIndex(ShardId shard, Engine.Index operation) {
    ParsedDocument parsed = operation.parsedDoc();
    if (parsed.getMediaType() != MediaTypeRegistry.JSON) {
      return operation;
    }
    Map<String, List<ParsedVector>> vectors = vectors(parsed.docs());
    if (!vectors.isEmpty()) {
      try {
        mask(parsed, vectors);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // from writing to memory
      }
    }
    return operation;
  }

  private static Map<String, List<ParsedVector>> vectors(List<ParseContext.Document> docs) {
    Map<String, List<ParsedVector>> found = new HashMap<>();
    // The fields of a nested document may be included in its parents: the same objects.
    Set<IndexableField> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < docs.size(); i++) {
      for (IndexableField field : docs.get(i)) {
        Object value = value(field);
        if (value != null && seen.add(field)) {
          found
              .computeIfAbsent(field.name(), name -> new ArrayList<>())
              .add(new ParsedVector(value, docs.size() - 1 - i));
        }
      }
    }
    return found;
  }

  private static Object value(IndexableField field) {
    return switch (field) {
      case KnnFloatVectorField floats -> floats.vectorValue();
      case KnnByteVectorField bytes -> bytes.vectorValue();
      default -> null;
    };
  }

  private static void mask(ParsedDocument parsed, Map<String, List<ParsedVector>> vectors)
      throws IOException {
    for (IndexableField field : parsed.rootDoc()) {
      if (SOURCES.contains(field.name()) && field.binaryValue() != null) {
        mask((Field) field, parsed.source(), vectors);
      }
    }
  }

  private static void mask(
      Field field, BytesReference sent, Map<String, List<ParsedVector>> vectors)
      throws IOException {
    BytesRef source = field.binaryValue();
    if (isMasked(source)) {
      return;
    }
    List<MaskedSource.Hole> holes = JsonVectors.find(source, vectors);
    BytesRef seen = mask(source, holes);
    boolean all = holes.size() == vectors.values().stream().mapToInt(List::size).sum();
    Optional<BytesRef> whole =
        all || source.bytesEquals(sent.toBytesRef())
            ? Optional.empty()
            : FilteredSource.whole(sent, source, vectors.keySet());
    if (whole.isPresent()) {
      BytesRef text = whole.get();
      seen = SourcePair.of(seen, mask(text, JsonVectors.find(text, vectors)));
    }
    field.setBytesValue(seen);
  }

  private static boolean isMasked(BytesRef source) {
    return MaskedSource.isMasked(source.bytes, source.offset, source.length)
        || SourcePair.isPair(source.bytes, source.offset, source.length);
  }

  private static BytesRef mask(BytesRef source, List<MaskedSource.Hole> holes) throws IOException {
    return holes.isEmpty() ? source : MaskedSource.mask(source, holes);
  }
}
