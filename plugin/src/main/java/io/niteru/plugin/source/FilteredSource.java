package io.niteru.plugin.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.XContentBuilder;

/**
 * Puts the vectors that a mapping excludes back into its filtered {@code _source}. Filters go by
 * the path of a field, so one that occurs in the filtered source is not excluded. Objects in arrays
 * keep their number, as each may be a nested document.
 */
final class FilteredSource {
  private final Set<String> seen = new HashSet<>();
  private final Set<String> vectors;

  private FilteredSource(Set<String> vectors) {
    this.vectors = vectors;
  }

  /**
   * The filtered source with all vectors, if it lacks some.
   *
   * @param sent the document as it was sent, in JSON
   * @param filtered what the mapping leaves of it
   * @param vectors paths of the fields of vectors the document has
   */
  static Optional<BytesRef> whole(BytesReference sent, BytesRef filtered, Set<String> vectors)
      throws IOException {
    FilteredSource source = new FilteredSource(vectors);
    source.see(map(new BytesArray(filtered.bytes, filtered.offset, filtered.length)), "");
    if (source.seen.containsAll(vectors)) {
      return Optional.empty();
    }
    try (XContentBuilder json = MediaTypeRegistry.JSON.contentBuilder()) {
      json.map(source.object(map(sent), ""));
      return Optional.of(BytesReference.bytes(json).toBytesRef());
    }
  }

  private static Map<String, Object> map(BytesReference source) {
    return XContentHelper.convertToMap(source, true, MediaTypeRegistry.JSON).v2();
  }

  /** An object's path has a dot behind it: what it holds may be excluded, or not, on its own. */
  private void see(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      seen.add(path + ".");
      map.forEach((name, inner) -> see(inner, join(path, (String) name)));
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      list.forEach(inner -> see(inner, path));
    } else {
      seen.add(path);
    }
  }

  private boolean keeps(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return seen.contains(path + ".")
          || map.entrySet().stream()
              .anyMatch(e -> keeps(e.getValue(), join(path, (String) e.getKey())));
    }
    return seen.contains(path)
        || vectors.contains(path)
        || value instanceof List<?> list && list.stream().anyMatch(inner -> keeps(inner, path));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private Map<String, Object> object(Map<?, ?> all, String path) {
    Map<String, Object> kept = new LinkedHashMap<>();
    all.forEach((name, value) -> {
      String full = join(path, (String) name);
      if (keeps(value, full)) {
        kept.put((String) name, value(value, full));
      }
    });
    return kept;
  }

  private Object value(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return object(map, path);
    }
    if (value instanceof List<?> list) {
      List<Object> kept = new ArrayList<>();
      for (Object element : list) {
        if (element instanceof Map || keeps(element, path)) {
          kept.add(value(element, path));
        }
      }
      return kept;
    }
    return value;
  }
}
