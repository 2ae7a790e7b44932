package io.niteru.plugin.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
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
 * <p>A field's arrays in the text and its vectors in the parsed documents come in the same order,
 * so the n-th of one is the n-th of the other. Where their numbers differ (a vector that came
 * through {@code copy_to}, a key written with escapes) the field is left in the text, as is
 * everything sent in another format than JSON: such documents are larger, and no less right.
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
    Map<String, List<Vector>> vectors = vectors(parsed.docs());
    if (!vectors.isEmpty()) {
      try {
        mask(parsed.rootDoc(), vectors);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // from writing to memory
      }
    }
    return operation;
  }

  /** A vector of a document, and how many documents before the root's its own comes. */
  private record Vector(Object value, int distance) {}

  private static Map<String, List<Vector>> vectors(List<ParseContext.Document> docs) {
    Map<String, List<Vector>> found = new HashMap<>();
    // The fields of a nested document may be included in its parents: the same objects.
    Set<IndexableField> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < docs.size(); i++) {
      for (IndexableField field : docs.get(i)) {
        Object value = value(field);
        if (value != null && seen.add(field)) {
          found
              .computeIfAbsent(field.name(), name -> new ArrayList<>())
              .add(new Vector(value, docs.size() - 1 - i));
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

  private static void mask(ParseContext.Document root, Map<String, List<Vector>> vectors)
      throws IOException {
    for (IndexableField field : root) {
      if (SOURCES.contains(field.name()) && field.binaryValue() != null) {
        mask((Field) field, vectors);
      }
    }
  }

  private static void mask(Field field, Map<String, List<Vector>> vectors) throws IOException {
    BytesRef source = field.binaryValue();
    if (MaskedSource.isMasked(source.bytes, source.offset, source.length)) {
      return;
    }
    List<VectorText> texts = JsonArrays.find(source.bytes, source.offset, vectors.keySet());
    Map<String, Long> counts =
        texts.stream().collect(Collectors.groupingBy(VectorText::field, Collectors.counting()));
    Map<String, Iterator<Vector>> matched =
        vectors.entrySet().stream()
            .filter(e -> counts.getOrDefault(e.getKey(), 0L) == e.getValue().size())
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().iterator()));
    List<MaskedSource.Hole> holes = new ArrayList<>();
    for (VectorText text : texts) {
      if (matched.containsKey(text.field())) {
        Vector vector = matched.get(text.field()).next();
        if (!fits(source, text, vector.value())) {
          return;
        }
        holes.add(new MaskedSource.Hole(text, vector.distance()));
      }
    }
    if (!holes.isEmpty()) {
      field.setBytesValue(MaskedSource.mask(source, holes));
    }
  }

  /**
   * Guards against a mapping in which the n-th text is not the n-th vector after all: one malformed
   * and ignored, another copied from elsewhere.
   */
  private static boolean fits(BytesRef source, VectorText text, Object vector) {
    int from = source.offset + text.start() + 1;
    if (text.base64()) {
      byte[] base64 = VectorPrinter.encode(vector);
      int end = source.offset + text.end() - 1;
      return Arrays.equals(source.bytes, from, end, base64, 0, base64.length);
    }
    int to = from;
    while (source.bytes[to] != ',' && source.bytes[to] != ']') {
      to++;
    }
    String number = new String(source.bytes, from, to - from, StandardCharsets.US_ASCII);
    double value = Double.parseDouble(number.replace('"', ' '));
    float first = Array.getFloat(vector, 0);
    return Math.abs(value - first) <= Math.ulp(first);
  }
}
